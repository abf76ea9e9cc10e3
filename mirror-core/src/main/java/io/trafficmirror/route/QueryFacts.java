// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.internal.QueryText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Every condition on a query parameter that a table has, so that one pass over a query answers them all. A condition is a bit in a
 * set of facts; candidates name their bits. Safe for concurrent use.
 *
 * <p>Sets of facts are used again rather than made for each look-up. They wait in slots, one of which a thread takes and gives back; on
 * a collision a new set is made. They hold bits only, nothing of a request.
 */
final class QueryFacts {
    private static final int SCANNED = 0;
    private static final int SLOTS = 64;

    private final TextIndex<Parameter> parameters;
    private final int words;
    private final AtomicReferenceArray<long[]> waiting = new AtomicReferenceArray<>(SLOTS);

    private QueryFacts(TextIndex<Parameter> parameters, int bits) {
        this.parameters = parameters;
        words = (bits + Long.SIZE - 1) / Long.SIZE;
    }

    /** An empty set of facts; null if no candidate ever asks for one. To be given back. */
    long @Nullable [] take() {
        if (parameters.isEmpty()) {
            return null;
        }
        long[] facts = waiting.getAndSet(slot(), null);
        return facts == null ? new long[words] : facts;
    }

    void giveBack(long @Nullable [] facts) {
        if (facts != null) {
            Arrays.fill(facts, 0);
            waiting.set(slot(), facts);
        }
    }

    private static int slot() {
        return (int) (Thread.currentThread().getId() & (SLOTS - 1));
    }

    /** Whether all these conditions hold. Reads the query when asked for the first time with these facts. */
    <R> boolean hold(int[] conditions, long[] facts, R request, HeadReader<R> reader) {
        if (!has(facts, SCANNED)) {
            add(facts, SCANNED);
            String query = reader.query(request);
            if (query != null) {
                scan(query, facts);
            }
        }
        for (int condition : conditions) {
            if (!has(facts, condition)) {
                return false;
            }
        }
        return true;
    }

    private void scan(String query, long[] facts) {
        for (int start = 0; start < query.length(); ) {
            int end = QueryText.parameterEnd(query, start);
            int nameEnd = QueryText.nameEnd(query, start, end);
            Parameter parameter = parameter(query, start, nameEnd);
            if (parameter != null && !has(facts, parameter.seen)) {
                add(facts, parameter.seen);
                parameter.test(query, Math.min(nameEnd + 1, end), end, facts);
            }
            start = end + 1;
        }
    }

    private @Nullable Parameter parameter(String query, int from, int to) {
        int hash = QueryText.hash(query, from, to);
        for (int i = parameters.first(hash); i >= 0; i = parameters.next(i, hash)) {
            if (QueryText.equal(query, from, to, parameters.key(i))) {
                return parameters.value(i);
            }
        }
        return null;
    }

    private static boolean has(long[] facts, int bit) {
        return (facts[bit >> 6] & 1L << bit) != 0;
    }

    private static void add(long[] facts, int bit) {
        facts[bit >> 6] |= 1L << bit;
    }

    /** An expression for the whole decoded value, and the bit that says that it matched. */
    private record ByExpression(Expression expression, int bit) {}

    /** The conditions on one parameter. Only its first value counts: {@code seen} is the bit that says that it has come. */
    private static final class Parameter {
        private final int seen;
        private final TextIndex<Integer> exact;
        private final List<ByExpression> expressions;

        Parameter(ParameterBuilder builder, LongAdder uncompared) {
            seen = builder.seen;
            exact = TextIndex.of(builder.exact);
            List<ByExpression> compiled = new ArrayList<>();
            builder.expressions.forEach(
                    (text, bit) -> compiled.add(new ByExpression(new Expression(text, uncompared), bit)));
            expressions = List.copyOf(compiled);
        }

        void test(String query, int from, int to, long[] facts) {
            int hash = exact.isEmpty() ? 0 : QueryText.hash(query, from, to);
            for (int i = exact.first(hash); i >= 0; i = exact.next(i, hash)) {
                if (QueryText.equal(query, from, to, exact.key(i))) {
                    add(facts, exact.value(i));
                }
            }
            if (!expressions.isEmpty()) {
                String value = QueryText.decoded(query, from, to);
                for (int i = 0; i < expressions.size(); i++) {
                    ByExpression by = expressions.get(i);
                    if (by.expression.matches(value)) {
                        add(facts, by.bit);
                    }
                }
            }
        }
    }

    private static final class ParameterBuilder {
        final int seen;
        final Map<String, Integer> exact = new LinkedHashMap<>();
        final Map<String, Integer> expressions = new LinkedHashMap<>();

        ParameterBuilder(int seen) {
            this.seen = seen;
        }
    }

    /** Collects the conditions of a table. Confined to one thread. */
    static final class Builder {
        private final Map<String, ParameterBuilder> parameters = new LinkedHashMap<>();
        private int bits = SCANNED + 1;

        /** The bits of the conditions of one match, the same for equal conditions. */
        int[] conditions(List<ValueMatch> query) {
            return query.stream().mapToInt(this::condition).toArray();
        }

        private int condition(ValueMatch match) {
            ParameterBuilder parameter = parameters.computeIfAbsent(match.name(), name -> new ParameterBuilder(bits++));
            return match.type() == ValueMatch.Type.EXACT
                    ? parameter.exact.computeIfAbsent(QueryText.octets(match.value()), value -> bits++)
                    : parameter.expressions.computeIfAbsent(match.value(), text -> bits++);
        }

        QueryFacts build(LongAdder uncompared) {
            Map<String, Parameter> built = new LinkedHashMap<>();
            parameters.forEach((name, parameter) -> built.put(name, new Parameter(parameter, uncompared)));
            return new QueryFacts(TextIndex.of(built), bits);
        }
    }
}
