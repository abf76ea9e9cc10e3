// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** A body held in memory, up to a limit. Confined to one exchange. */
final class LimitedBody implements BodySubscriber<byte[]> {
    /** More than a report of 100,000 rows takes. */
    static final long MOST_BYTES = 256L << 20;

    private final BodySubscriber<byte[]> held = BodySubscribers.ofByteArray();
    private final long most;
    private long bytes;
    private boolean over;
    private @Nullable Subscription subscription;

    LimitedBody(long most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return held.getBody();
    }

    @Override
    public void onSubscribe(Subscription source) {
        subscription = source;
        held.onSubscribe(source);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (over) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
        if (bytes <= most) {
            held.onNext(buffers);
            return;
        }
        over = true;
        if (subscription != null) {
            subscription.cancel();
        }
        held.onError(new IOException("must be at most " + most + " bytes"));
    }

    @Override
    public void onError(Throwable why) {
        held.onError(why);
    }

    @Override
    public void onComplete() {
        if (!over) {
            held.onComplete();
        }
    }
}
