// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Listeners that {@link TransportCallContract} needs. Safe for concurrent use. */
final class Listeners {
    private Listeners() {}

    /** Counts what it hears. */
    static final class Deaf implements CallListener {
        private final AtomicInteger heard = new AtomicInteger();

        /** How often anything was heard. */
        AtomicInteger heard() {
            return heard;
        }

        @Override
        public void onSending() {
            heard.incrementAndGet();
        }

        @Override
        public void onHeaders(int status, Headers headers) {
            heard.incrementAndGet();
        }

        @Override
        public boolean onBody(ByteBuffer chunk) {
            heard.incrementAndGet();
            return true;
        }

        @Override
        public void onDone(Outcome outcome) {
            heard.incrementAndGet();
        }
    }

    /** Throws where it is told to. */
    static final class Thrower implements CallListener {
        private final String where;
        private final AtomicInteger ends = new AtomicInteger();
        private final CountDownLatch done = new CountDownLatch(1);

        Thrower(String where) {
            this.where = where;
        }

        /** How often the end was heard. */
        AtomicInteger ends() {
            return ends;
        }

        /** Waits for the end. */
        void awaitDone() throws InterruptedException {
            done.await();
        }

        private void perhaps(String here) {
            if (here.equals(where)) {
                throw new IllegalStateException("on purpose");
            }
        }

        @Override
        public void onSending() {
            perhaps("sending");
        }

        @Override
        public void onHeaders(int status, Headers headers) {
            perhaps("headers");
        }

        @Override
        public boolean onBody(ByteBuffer chunk) {
            perhaps("body");
            return true;
        }

        @Override
        public void onDone(Outcome outcome) {
            ends.incrementAndGet();
            done.countDown();
            perhaps("done");
        }
    }

    /** Gives a slot back at the end. */
    record Freeing(Semaphore slots) implements CallListener {
        @Override
        public void onSending() {}

        @Override
        public void onHeaders(int status, Headers headers) {}

        @Override
        public boolean onBody(ByteBuffer chunk) {
            return true;
        }

        @Override
        public void onDone(Outcome outcome) {
            slots.release();
        }
    }

    /** Tells two. */
    record Both(CallListener one, CallListener other) implements CallListener {
        @Override
        public void onSending() {
            one.onSending();
            other.onSending();
        }

        @Override
        public void onHeaders(int status, Headers headers) {
            one.onHeaders(status, headers);
            other.onHeaders(status, headers);
        }

        @Override
        public boolean onBody(ByteBuffer chunk) {
            return one.onBody(chunk);
        }

        @Override
        public void onDone(Outcome outcome) {
            one.onDone(outcome);
            other.onDone(outcome);
        }
    }
}
