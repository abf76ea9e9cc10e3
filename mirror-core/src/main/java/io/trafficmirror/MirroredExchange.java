// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.CopyTracer.RequestSpan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What all copies of one exchange have in common. Safe for concurrent use. */
final class MirroredExchange {
    private final RequestHead head;
    private final long number;
    private final ExchangeIds ids;
    private volatile @Nullable String template;

    /** Null if copies get no spans. Set before anybody else knows one of its copies, by whose queue and slot it is handed on. */
    private @Nullable RequestSpan span;

    /** Null if no observer wants to see the exchange. Handed on as the span. */
    private @Nullable ExchangeJoin join;

    /**
     * An exchange.
     *
     * @param number its number in this mirror
     * @param ids of this mirror
     */
    MirroredExchange(RequestHead head, long number, ExchangeIds ids) {
        this.head = head;
        this.number = number;
        this.ids = ids;
    }

    RequestHead head() {
        return head;
    }

    /** The primary has found the resource. */
    void template(String known) {
        template = known;
    }

    /** The template of the primary's resource, as far as it is known. */
    Optional<String> template() {
        return Optional.ofNullable(template);
    }

    /** Unique over mirrors and restarts, as far as chance allows. */
    String id() {
        return ids.of(number);
    }

    void span(@Nullable RequestSpan of) {
        span = of;
    }

    /** What the spans of the copies are children of. */
    @Nullable
    RequestSpan span() {
        return span;
    }

    void join(@Nullable ExchangeJoin of) {
        join = of;
    }

    @Nullable
    ExchangeJoin join() {
        return join;
    }
}
