// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A condition on a field, ready to be asked. Immutable. */
final class ValueTest {
    final String name;
    private final String exact;
    private final @Nullable Expression expression;

    /** {@code uncompared} counts values that are too long for an expression. */
    ValueTest(ValueMatch match, LongAdder uncompared) {
        name = match.name();
        exact = match.value();
        expression = match.type() == ValueMatch.Type.REGEX ? new Expression(match.value(), uncompared) : null;
    }

    /** Whether a value, null if absent, is what was asked for. */
    boolean holds(@Nullable String value) {
        return value != null && (expression == null ? exact.equals(value) : expression.matches(value));
    }

    /** The longest value that is compared, in chars. */
    int longest() {
        return expression == null ? Integer.MAX_VALUE : expression.longest();
    }

    /** Without the conditions on a field that an earlier one is on already: the first counts, the others must be ignored. */
    static List<ValueMatch> effectiveHeaders(List<ValueMatch> headers) {
        return effective(headers, true);
    }

    /** The same for parameters, whose names differ by case. */
    static List<ValueMatch> effectiveQuery(List<ValueMatch> query) {
        return effective(query, false);
    }

    private static List<ValueMatch> effective(List<ValueMatch> matches, boolean ignoreCase) {
        List<ValueMatch> kept = new ArrayList<>(matches.size());
        List<String> names = new ArrayList<>(matches.size());
        for (ValueMatch match : matches) {
            String name = ignoreCase ? match.name().toLowerCase(Locale.ROOT) : match.name();
            if (!names.contains(name)) {
                names.add(name);
                kept.add(match);
            }
        }
        return kept;
    }
}
