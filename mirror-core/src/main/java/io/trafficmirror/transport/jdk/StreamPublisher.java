// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import io.trafficmirror.http.BodySource;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes a body while it arrives, as far as the client asks for it. It hands buffers over on the client's executor, never on the
 * thread that produces them, and to one subscriber only: a second one would be a silent retry without the bytes that are gone.
 */
final class StreamPublisher implements BodyPublisher {
    private final BodySource source;
    private final Executor executor;
    private final AtomicBoolean taken = new AtomicBoolean();

    StreamPublisher(BodySource source, Executor executor) {
        this.source = source;
        this.executor = executor;
    }

    @Override
    public long contentLength() {
        return source.length().orElse(-1);
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (taken.compareAndSet(false, true)) {
            subscriber.onSubscribe(new Subscription(subscriber));
        } else {
            // Not with a subscription of the source: what the second one asks for would be taken, or ended, before it
            // is told of this.
            subscriber.onSubscribe(new Nothing());
            subscriber.onError(new IOException("a streamed body can't be sent twice"));
        }
    }

    /** Whether anybody may have taken from the source. */
    boolean isTaken() {
        return taken.get();
    }

    /** A subscription of which nothing comes. Stateless. */
    private record Nothing() implements Flow.Subscription {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    }

    private final class Subscription implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private final AtomicInteger pending = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();

        Subscription(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            wanted.addAndGet(n);
            schedule();
        }

        @Override
        public void cancel() {
            over.set(true);
            source.cancel();
        }

        /** One drain at a time; a request for another while one runs makes that one go round again. */
        private void schedule() {
            if (pending.getAndIncrement() == 0) {
                try {
                    executor.execute(this::drain);
                } catch (RejectedExecutionException e) {
                    cancel();
                }
            }
        }

        private void drain() {
            int seen = pending.get();
            do {
                handOver();
            } while ((seen = pending.addAndGet(-seen)) != 0);
        }

        private void handOver() {
            while (!over.get()) {
                BodySource.State state = source.state();
                if (state == BodySource.State.CUT) {
                    over.set(true);
                    subscriber.onError(new BodyCutException());
                    return;
                }
                ByteBuffer next = wanted.get() > 0 ? source.poll() : null;
                if (next != null) {
                    wanted.decrementAndGet();
                    subscriber.onNext(next);
                } else if (wanted.get() > 0 && state == BodySource.State.ENDED) {
                    if (source.state() == BodySource.State.ENDED) {
                        over.set(true);
                        subscriber.onComplete();
                        return;
                    }
                } else {
                    if (wanted.get() > 0) {
                        source.whenReady(this::schedule);
                    }
                    return;
                }
            }
        }
    }
}
