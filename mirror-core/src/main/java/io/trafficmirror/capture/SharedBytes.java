// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import io.trafficmirror.http.Body;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A captured body that several copies share; its bytes go back to the budget with the last of them. Safe for concurrent use.
 */
public final class SharedBytes {
    private final Body body;
    private final long reserved;
    private final ByteBudget budget;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** A body for which so many bytes were reserved; the maker holds it. */
    public SharedBytes(Body body, long reserved, ByteBudget budget) {
        this.body = body;
        this.reserved = reserved;
        this.budget = budget;
    }

    /** A body without bytes. */
    public static SharedBytes empty(Body body, ByteBudget budget) {
        return new SharedBytes(body, 0, budget);
    }

    /** The content. */
    public Body body() {
        return body;
    }

    /** One more holder, while there is one. */
    public SharedBytes retain() {
        holders.incrementAndGet();
        return this;
    }

    /** One holder less. Each holder calls it once. */
    public void release() {
        if (holders.decrementAndGet() == 0) {
            budget.release(reserved);
        }
    }
}
