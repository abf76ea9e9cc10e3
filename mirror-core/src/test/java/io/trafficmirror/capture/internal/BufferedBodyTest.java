// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A body that is handed on by one thread while another one ends the exchange. */
class BufferedBodyTest {
    private static final int LENGTH = 100_000;

    private final ByteBudget budget = new ByteBudget(1 << 20);
    private final CountDownLatch handedOn = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile @Nullable ChargedBody kept;

    @Test
    void is_let_go_once_when_the_exchange_is_recovered_while_the_body_is_handed_on() throws Exception {
        BufferedBody body = new BufferedBody(LENGTH, LENGTH, budget, new Keeping());
        Thread reader = new Thread(() -> body.write(new byte[LENGTH], 0, LENGTH), "reader");
        Thread housekeeper = new Thread(body::recover, "housekeeper");
        reader.start();
        handedOn.await();
        ChargedBody whole = kept;
        if (whole == null) {
            throw new AssertionError("no body");
        }
        synchronized (whole) {
            held.countDown();
            awaitBlocked(reader);
            housekeeper.start();
            awaitBlocked(housekeeper);
        }
        reader.join();
        housekeeper.join();

        assertThat(whole.tryRetain()).as("the copy holds it still").isTrue();
        assertThat(budget.idle()).isZero();
    }

    private static void awaitBlocked(Thread thread) {
        while (thread.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
    }

    /** Keeps what it is told of, as a copy does. */
    private final class Keeping implements BufferedBody.Listener {
        @Override
        public void complete(ChargedBody body) {
            kept = body.retain();
            handedOn.countDown();
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void givenUp(DropReason reason) {
            throw new AssertionError(reason);
        }
    }
}
