// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import io.trafficmirror.http.Body;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** Publishes the content of a copy without copying it. Stateless. */
final class Publishers {
    private Publishers() {}

    static BodyPublisher of(Body body, Executor executor) {
        if (body instanceof Body.Bytes bytes) {
            return bytes.length() == 0 ? BodyPublishers.noBody() : new Whole(bytes);
        }
        if (body instanceof Body.Streamed streamed) {
            return new StreamPublisher(streamed.source(), executor);
        }
        return BodyPublishers.noBody();
    }

    /**
     * Content that is complete. May be subscribed to again, which the client does when it retries.
     *
     * @param bytes one byte or more
     */
    private record Whole(Body.Bytes bytes) implements BodyPublisher {
        @Override
        public long contentLength() {
            return bytes.length();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new WholeSubscription(bytes, subscriber));
        }
    }

    /** Hands out one buffer for each that is asked for. Called by one thread at a time, as the client does. */
    private static final class WholeSubscription implements Flow.Subscription {
        private final Body.Bytes bytes;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private int next;
        private long wanted;
        private boolean handing;

        WholeSubscription(Body.Bytes bytes, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.bytes = bytes;
            this.subscriber = subscriber;
        }

        /** The client asks for the next buffer from inside {@code onNext}: then the outer call goes on. */
        @Override
        public void request(long n) {
            wanted += n;
            if (handing) {
                return;
            }
            handing = true;
            while (wanted > 0 && next < bytes.buffers().size()) {
                wanted--;
                subscriber.onNext(bytes.buffers().get(next++).asReadOnlyBuffer());
            }
            handing = false;
            if (next == bytes.buffers().size()) {
                next++;
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            next = bytes.buffers().size() + 1;
        }
    }
}
