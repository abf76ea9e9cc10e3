// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls under the number of streams that an HTTP/2 server allows on the client's one connection. The client knows that number
 * but does not tell it; it refuses what is beyond, and so does the server where its number is still under way: either way the
 * request was not processed (RFC 9113 section 8.7). A refusal lowers the limit to the calls that were let through, and its call
 * waits for a slot again; as many ends as there are slots raise the limit by one. Safe for concurrent use.
 */
final class StreamSlots {
    /** How messages end by which the client says that it, or the server, did not take a request up; there is no type for it. */
    private static final List<String> REFUSALS = List.of("too many concurrent streams", "Stream not processed");

    /** A refusal while no other call was under way can only be waited out: so often, each time twice as long. */
    private static final int MOST_ALONE = 8;

    private final int most;

    @GuardedBy("this")
    private int limit;

    @GuardedBy("this")
    private int taken;

    @GuardedBy("this")
    private int ended;

    /** Slots for so many calls at most, 1 or more. */
    StreamSlots(int most) {
        this.most = most;
        limit = most;
    }

    /**
     * Makes the call, again when it is refused while it still may be; waits for a slot before, as long as it takes or until it is
     * interrupted.
     */
    <T> T call(Callable<T> call, BooleanSupplier mayRepeat) throws Exception {
        for (int alone = 0; ; ) {
            acquire();
            boolean refused = false;
            try {
                return call.call();
            } catch (IOException e) {
                refused = isRefusal(e) && mayRepeat.getAsBoolean() && alone < MOST_ALONE;
                if (!refused) {
                    throw e;
                }
            } finally {
                release(refused);
            }
            if (isFree()) {
                TimeUnit.MILLISECONDS.sleep(1L << alone++);
            }
        }
    }

    private synchronized void acquire() throws InterruptedException {
        while (taken >= limit) {
            wait();
        }
        taken++;
    }

    private synchronized boolean isFree() {
        return taken == 0;
    }

    private synchronized void release(boolean refused) {
        taken--;
        if (refused) {
            limit = Math.max(1, Math.min(limit, taken));
            ended = 0;
        } else if (++ended >= limit) {
            limit = Math.min(most, limit + 1);
            ended = 0;
        }
        notifyAll();
    }

    private static boolean isRefusal(@Nullable Throwable fault) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            String message = String.valueOf(cause.getMessage());
            if (REFUSALS.stream().anyMatch(message::endsWith)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
