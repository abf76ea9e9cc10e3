// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EofException;

/** Pauses that the endpoints make, all of which end at once when the server closes. Safe for concurrent use. */
final class Pauses {
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Blocks the calling thread.
     *
     * @throws EofException if the server closes meanwhile or has closed; Jetty does not log it
     */
    void pause(Duration duration) throws EofException {
        try {
            if (!closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new EofException("the server is closing");
    }

    /** Ends all pauses, also those to come. */
    void end() {
        closing.countDown();
    }
}
