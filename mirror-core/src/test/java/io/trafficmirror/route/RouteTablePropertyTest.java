// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.RequestHead;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The index against a matcher that looks at everything, on random pairs of a table and a request. */
class RouteTablePropertyTest {
    /** Another run of other pairs: {@code -Dmirror.seed=...}. */
    private static final long SEED = Long.getLong("mirror.seed", 20261123);

    /** A million pairs: {@code -Droute.tables=5000}. */
    private static final int TABLES = Integer.getInteger("route.tables", 1_000);

    private static final int REQUESTS = 200;

    @Test
    void the_index_finds_what_the_sequential_matcher_finds() {
        RandomRoutes random = new RandomRoutes(SEED);
        Map<Precedence, Integer> decided = new EnumMap<>(Precedence.class);
        int hits = 0;
        for (int t = 0; t < TABLES; t++) {
            List<Route<String>> routes = random.routes();
            RouteTable<String> table = RouteTable.of(routes);
            SequentialMatcher oracle = new SequentialMatcher(routes);
            for (int r = 0; r < REQUESTS; r++) {
                RequestHead request = random.request();
                List<String> held = new ArrayList<>();
                Optional<SequentialMatcher.Held> expected = oracle.find(request, held);
                RouteHit<String> hit = table.find(request, RequestHead.reader());
                if (!id(hit).equals(expected.map(SequentialMatcher.Held::id).orElse("nothing"))) {
                    throw new AssertionError("seed " + SEED + ", table " + t + ": " + request + ' ' + request.host()
                            + ' ' + headers(request) + " gave " + id(hit) + ", not " + expected + ", by " + routes);
                }
                hits += hit == null ? 0 : 1;
                expected.map(SequentialMatcher.Held::wonBy).ifPresent(line -> decided.merge(line, 1, Integer::sum));
                if (r % 100 == 0) {
                    explains(table, request, hit, held);
                }
            }
        }

        // The pairs are worth something: many hit, and every line of the precedence has decided some of them.
        assertThat(hits).as("seed %d", SEED).isGreaterThan(TABLES * REQUESTS / 4);
        assertThat(decided.keySet())
                .contains(
                        Precedence.HOSTNAME,
                        Precedence.PATH_TYPE,
                        Precedence.PREFIX_LENGTH,
                        Precedence.METHOD,
                        Precedence.HEADER_COUNT,
                        Precedence.QUERY_COUNT);
        assertThat(decided.values()).allMatch(count -> count > TABLES / 50);
    }

    private static void explains(
            RouteTable<String> table, RequestHead request, RouteHit<String> hit, List<String> held) {
        List<Consideration<String>> all = table.explain(request, RequestHead.reader());
        List<String> found = all.stream()
                .filter(Consideration::held)
                .map(c -> id(c.candidate()))
                .toList();
        boolean sameWinner = found.isEmpty() ? hit == null : found.get(0).equals(id(hit));
        if (!sameWinner || found.size() != held.size() || !new HashSet<>(found).equals(new HashSet<>(held))) {
            throw new AssertionError("seed " + SEED + ": " + request + " explained as " + all + ", held " + held);
        }
    }

    private static String id(RouteHit<String> hit) {
        return hit == null ? "nothing" : hit.route().name() + '/' + hit.rule() + '/' + hit.match();
    }

    private static String headers(RequestHead request) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < request.headers().size(); i++) {
            text.append(request.headers().name(i))
                    .append(": ")
                    .append(request.headers().value(i))
                    .append("; ");
        }
        return text.toString();
    }
}
