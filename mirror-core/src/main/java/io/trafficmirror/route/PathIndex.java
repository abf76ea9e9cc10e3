// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.internal.PathForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of one host, by path: exact ones, then expressions, then prefixes from long to short. Immutable.
 *
 * <p>Prefixes are found by hash at the segment boundaries of the path. The hash of the whole is taken once and then undone char by
 * char from the end, which gives the hash of every shorter prefix without keeping any: 31 is odd, so multiplying by it can be undone.
 *
 * @param <T> the action's type
 */
final class PathIndex<T> {
    /** {@code 31 * UNDO == 1} in int arithmetic. */
    static final int UNDO = 0xBDEF7BDF;

    private final TextIndex<List<Candidate<T>>> exact;
    private final List<ByExpression<T>> expressions;
    private final TextIndex<List<Candidate<T>>> prefixes;
    private final int longestPrefix;

    /** Those with the prefix {@code /}, which every path has, also one such as {@code *}. */
    private final List<Candidate<T>> everywhere;

    private record ByExpression<T>(Expression expression, Candidate<T> candidate) {}

    PathIndex(List<Candidate<T>> candidates, LongAdder uncompared) {
        Map<String, List<Candidate<T>>> exactPaths = new HashMap<>();
        Map<String, List<Candidate<T>>> prefixPaths = new HashMap<>();
        List<ByExpression<T>> found = new ArrayList<>();
        for (Candidate<T> candidate :
                candidates.stream().sorted(Candidate.PRECEDENCE).toList()) {
            String value = candidate.match.path().value();
            switch (candidate.match.path().type()) {
                case EXACT -> add(exactPaths, PathForm.normal(value), candidate);
                case PREFIX -> add(prefixPaths, PathForm.prefix(value), candidate);
                case REGEX -> found.add(new ByExpression<>(new Expression(value, uncompared), candidate));
            }
        }
        List<Candidate<T>> root = prefixPaths.remove("");
        everywhere = root == null ? List.of() : root;
        exact = TextIndex.of(exactPaths);
        prefixes = TextIndex.of(prefixPaths);
        longestPrefix =
                prefixPaths.keySet().stream().mapToInt(String::length).max().orElse(0);
        expressions = List.copyOf(found);
    }

    private static <T> void add(Map<String, List<Candidate<T>>> paths, String path, Candidate<T> candidate) {
        paths.computeIfAbsent(path, any -> new ArrayList<>()).add(candidate);
    }

    /** The match that wins for a path in its normal form; null if none holds. */
    <R> @Nullable RouteHit<T> find(
            String path, R request, HeadReader<R> reader, QueryFacts query, long @Nullable [] facts) {
        RouteHit<T> hit = exact.isEmpty() ? null : findExact(path, request, reader, query, facts);
        if (hit == null && !expressions.isEmpty()) {
            hit = findExpression(path, request, reader, query, facts);
        }
        if (hit == null && longestPrefix > 0) {
            hit = findPrefix(path, request, reader, query, facts);
        }
        return hit == null ? Candidate.first(everywhere, request, reader, query, facts) : hit;
    }

    private <R> @Nullable RouteHit<T> findExact(
            String path, R request, HeadReader<R> reader, QueryFacts query, long @Nullable [] facts) {
        int hash = path.hashCode();
        for (int i = exact.first(hash); i >= 0; i = exact.next(i, hash)) {
            if (exact.key(i).equals(path)) {
                return Candidate.first(exact.value(i), request, reader, query, facts);
            }
        }
        return null;
    }

    private <R> @Nullable RouteHit<T> findExpression(
            String path, R request, HeadReader<R> reader, QueryFacts query, long @Nullable [] facts) {
        for (int i = 0; i < expressions.size(); i++) {
            ByExpression<T> by = expressions.get(i);
            if (by.candidate.holds(request, reader, query, facts) && by.expression.matches(path)) {
                return by.candidate.hit;
            }
        }
        return null;
    }

    private <R> @Nullable RouteHit<T> findPrefix(
            String path, R request, HeadReader<R> reader, QueryFacts query, long @Nullable [] facts) {
        int end = Math.min(path.length(), longestPrefix);
        int hash = 0;
        for (int i = 0; i < end; i++) {
            hash = 31 * hash + path.charAt(i);
        }
        for (; end > 0; end--) {
            if (end == path.length() || path.charAt(end) == '/') {
                List<Candidate<T>> candidates = prefixed(path, end, hash);
                RouteHit<T> hit =
                        candidates == null ? null : Candidate.first(candidates, request, reader, query, facts);
                if (hit != null) {
                    return hit;
                }
            }
            hash = (hash - path.charAt(end - 1)) * UNDO;
        }
        return null;
    }

    private @Nullable List<Candidate<T>> prefixed(String path, int end, int hash) {
        for (int i = prefixes.first(hash); i >= 0; i = prefixes.next(i, hash)) {
            String prefix = prefixes.key(i);
            if (prefix.length() == end && path.startsWith(prefix)) {
                return prefixes.value(i);
            }
        }
        return null;
    }
}
