// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.HeadReader;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One match of one rule, ready to be asked about everything but host and path, by which it was found. Immutable.
 *
 * @param <T> the action's type
 */
final class Candidate<T> {
    /** The precedence among candidates of one host and one path: the lines of the Gateway API after the path. */
    static final Comparator<Candidate<?>> PRECEDENCE = Comparator.<Candidate<?>, Boolean>comparing(
                    c -> c.method == null)
            .thenComparing(c -> c.headers.length, Comparator.reverseOrder())
            .thenComparing(c -> c.query.length, Comparator.reverseOrder())
            .thenComparingInt(c -> c.order);

    final RouteHit<T> hit;
    final RouteMatch match;

    /** The place in the table: by route, then rule, then match. */
    final int order;

    private final @Nullable String method;
    private final ValueTest[] headers;

    /** Bits of {@link QueryFacts}. */
    private final int[] query;

    Candidate(RouteHit<T> hit, int order, QueryFacts.Builder facts, LongAdder uncompared) {
        this.hit = hit;
        this.order = order;
        match = hit.route().rules().get(hit.rule()).matches().get(hit.match());
        method = match.method().orElse(null);
        headers = ValueTest.effectiveHeaders(match.headers()).stream()
                .map(header -> new ValueTest(header, uncompared))
                .toArray(ValueTest[]::new);
        query = facts.conditions(ValueTest.effectiveQuery(match.query()));
    }

    /** Whether method, fields and parameters are what the match asks for; cheap conditions first. */
    <R> boolean holds(R request, HeadReader<R> reader, QueryFacts query, long @Nullable [] facts) {
        if (method != null && !method.equals(reader.method(request))) {
            return false;
        }
        for (ValueTest header : headers) {
            if (!header.holds(reader.header(request, header.name))) {
                return false;
            }
        }
        return this.query.length == 0 || (facts != null && query.hold(this.query, facts, request, reader));
    }

    /** The first in the list that holds; null if none does. */
    static <T, R> @Nullable RouteHit<T> first(
            List<Candidate<T>> candidates, R request, HeadReader<R> reader, QueryFacts query, long @Nullable [] facts) {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate<T> candidate = candidates.get(i);
            if (candidate.holds(request, reader, query, facts)) {
                return candidate.hit;
            }
        }
        return null;
    }
}
