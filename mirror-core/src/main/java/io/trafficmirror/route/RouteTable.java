// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.internal.PathForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * All routes, indexed by host and path. Safe for concurrent use; nothing that it answers ever changes.
 *
 * <p>Hosts order routes with fall-through: if no match of the most specific host holds, those of the next do. Hosts are found as
 * prefixes of paths are (see {@link PathIndex}), from the other end: names are hashed from the last char to the first, and undone from the
 * first.
 *
 * @param <T> the type of the rules' actions
 * @since 0.1.0
 */
public final class RouteTable<T> {
    private final List<Route<T>> routes;
    private final List<Candidate<T>> candidates;
    private final QueryFacts query;
    private final TextIndex<PathIndex<T>> names;

    /** By what follows {@code *.}. */
    private final TextIndex<PathIndex<T>> suffixes;

    private final PathIndex<T> anyHost;
    private final LongAdder uncompared = new LongAdder();

    private RouteTable(List<Route<T>> routes) {
        this.routes = List.copyOf(routes);
        QueryFacts.Builder facts = new QueryFacts.Builder();
        candidates = candidates(this.routes, facts, uncompared);
        query = facts.build(uncompared);
        Map<String, List<Candidate<T>>> byName = new HashMap<>();
        Map<String, List<Candidate<T>>> bySuffix = new HashMap<>();
        List<Candidate<T>> others = new ArrayList<>();
        for (Candidate<T> candidate : candidates) {
            List<Hostname> hostnames = candidate.hit.route().hostnames();
            if (hostnames.isEmpty()) {
                others.add(candidate);
            }
            for (Hostname hostname : new HashSet<>(hostnames)) {
                (hostname.isWildcard() ? bySuffix : byName)
                        .computeIfAbsent(hostname.suffix(), any -> new ArrayList<>())
                        .add(candidate);
            }
        }
        names = index(byName, uncompared);
        suffixes = index(bySuffix, uncompared);
        anyHost = new PathIndex<>(others, uncompared);
    }

    private static <T> List<Candidate<T>> candidates(
            List<Route<T>> routes, QueryFacts.Builder facts, LongAdder uncompared) {
        List<Candidate<T>> all = new ArrayList<>();
        for (Route<T> route : routes) {
            for (int rule = 0; rule < route.rules().size(); rule++) {
                RouteRule<T> of = route.rules().get(rule);
                for (int match = 0; match < of.matches().size(); match++) {
                    all.add(new Candidate<>(
                            new RouteHit<>(route, rule, match, of.action()), all.size(), facts, uncompared));
                }
            }
        }
        return List.copyOf(all);
    }

    private static <T> TextIndex<PathIndex<T>> index(Map<String, List<Candidate<T>>> byHost, LongAdder uncompared) {
        Map<String, PathIndex<T>> indexed = new HashMap<>();
        byHost.forEach((host, candidates) -> indexed.put(host, new PathIndex<>(candidates, uncompared)));
        return TextIndex.ofBackward(indexed);
    }

    /**
     * Builds the index.
     *
     * @throws IllegalArgumentException if two routes have one name
     */
    public static <T> RouteTable<T> of(List<Route<T>> routes) {
        Set<String> known = new HashSet<>();
        for (Route<T> route : routes) {
            if (!known.add(route.name())) {
                throw new IllegalArgumentException(
                        "route name: must be unique in the table, was \"" + route.name() + "\" twice");
            }
        }
        return new RouteTable<>(routes);
    }

    /**
     * The match that wins for this request by the precedence of the Gateway API; null if none matches.
     *
     * <p>Allocates nothing, but for a path that is not in its normal form, and for what RE2 needs where a match with a regular expression
     * is asked. Reads a field only where a match of this host and path asks for it, and the query at most once.
     */
    public <R> @Nullable RouteHit<T> find(R request, HeadReader<R> reader) {
        String path = PathForm.normal(reader.path(request));
        long[] facts = query.take();
        try {
            RouteHit<T> hit = names.isEmpty() && suffixes.isEmpty() ? null : findNamed(path, request, reader, facts);
            return hit == null ? anyHost.find(path, request, reader, query, facts) : hit;
        } finally {
            query.giveBack(facts);
        }
    }

    private <R> @Nullable RouteHit<T> findNamed(String path, R request, HeadReader<R> reader, long @Nullable [] facts) {
        String host = reader.host(request);
        int end = HostText.end(host);
        int hash = 0;
        for (int i = end - 1; i >= 0; i--) {
            hash = 31 * hash + HostText.lower(host.charAt(i));
        }
        PathIndex<T> paths = paths(names, host, 0, end, hash);
        RouteHit<T> hit = paths == null ? null : paths.find(path, request, reader, query, facts);
        for (int i = 0; i < end && hit == null && !suffixes.isEmpty(); i++) {
            hash = (hash - HostText.lower(host.charAt(i))) * PathIndex.UNDO;
            if (i > 0 && host.charAt(i) == '.') {
                paths = paths(suffixes, host, i + 1, end, hash);
                hit = paths == null ? null : paths.find(path, request, reader, query, facts);
            }
        }
        return hit;
    }

    private @Nullable PathIndex<T> paths(TextIndex<PathIndex<T>> index, String host, int from, int to, int hash) {
        for (int i = index.first(hash); i >= 0; i = index.next(i, hash)) {
            if (HostText.equal(host, from, to, index.key(i))) {
                return index.value(i);
            }
        }
        return null;
    }

    /**
     * What became of every match of the table for this request: the winner first, then those that held too in the order of
     * precedence, then those that failed in the order of registration. For people who ask why; made anew by looking at everything.
     */
    public <R> List<Consideration<T>> explain(R request, HeadReader<R> reader) {
        return new Explainer<>(candidates, reader.host(request), reader.path(request)).explain(request, reader);
    }

    /**
     * How many values, since this was last asked, were too long to be compared with a regular expression
     * ({@link RouteLimits#EXPRESSION_STEPS}). They count as values that do not match.
     */
    public long takeUncompared() {
        return uncompared.sumThenReset();
    }

    /** The routes in the order of registration. */
    public List<Route<T>> routes() {
        return routes;
    }
}
