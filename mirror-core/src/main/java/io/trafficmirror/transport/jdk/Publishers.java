// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** Publishes the content of a copy without copying it. Stateless. */
final class Publishers {
    private Publishers() {}

    static BodyPublisher of(Body body, Executor executor) {
        BodySource source = body.source();
        if (source != null) {
            return new StreamPublisher(source, executor);
        }
        return body.announced() == 0 ? BodyPublishers.noBody() : new Whole(body);
    }

    /**
     * Content that is complete. May be subscribed to again, which the client does when it retries.
     *
     * @param content one byte or more
     */
    private record Whole(Body content) implements BodyPublisher {
        @Override
        public long contentLength() {
            return content.announced();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new WholeSubscription(content, subscriber));
        }
    }

    /** Hands out one buffer for each that is asked for. Called by one thread at a time, as the client does. */
    private static final class WholeSubscription implements Flow.Subscription {
        private final Body content;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private int next;
        private long wanted;
        private boolean handing;

        WholeSubscription(Body content, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.content = content;
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
            while (wanted > 0 && next < content.buffers().size()) {
                wanted--;
                subscriber.onNext(content.buffers().get(next++).asReadOnlyBuffer());
            }
            handing = false;
            if (next == content.buffers().size()) {
                next++;
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            next = content.buffers().size() + 1;
        }
    }
}
