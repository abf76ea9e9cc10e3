// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import org.jspecify.annotations.Nullable;

/**
 * What a mirror has decided about one request, as the value of an attribute: a chain, for several mirrors may share one attribute.
 * Gives nothing away to others. Immutable.
 *
 * @since 0.1.0
 */
public final class Decision {
    private final Decisions by;
    private final @Nullable Object exchange;
    private final @Nullable Decision next;

    private Decision(Decisions by, @Nullable Object exchange, @Nullable Decision next) {
        this.by = by;
        this.exchange = exchange;
        this.next = next;
    }

    /**
     * A decision in front of others.
     *
     * @param by whose it is
     * @param exchange what the adapter knows the exchange by; null if no copy is wanted, or nobody needs to find it
     * @param others the attribute's value until now; null if it had none
     */
    public static Decision of(Decisions by, @Nullable Object exchange, @Nullable Object others) {
        return new Decision(by, exchange, others instanceof Decision more ? more : null);
    }

    /** What this mirror has decided by the value of an attribute; null if it has not been asked, or it was not written down. */
    public static @Nullable Decision find(@Nullable Object value, Decisions by) {
        Decision decision = value instanceof Decision first ? first : null;
        while (decision != null && decision.by != by) {
            decision = decision.next;
        }
        return decision;
    }

    /** The exchange of this type; null if no copy is wanted. */
    public <T> @Nullable T exchange(Class<T> type) {
        return type.isInstance(exchange) ? type.cast(exchange) : null;
    }
}
