// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * An RE2 expression for a whole value, with bounds: on its program, and on the time that a value can take. RE2's time grows with the
 * length of the value times the size of the program, and both are others' to choose; the product is bounded. A value that is too long
 * does not match, and is counted. Safe for concurrent use.
 */
final class Expression {
    private final Pattern pattern;
    private final int longest;
    private final LongAdder uncompared;

    /**
     * An expression that {@link #check} has let pass.
     *
     * @param uncompared counts values that were too long
     */
    Expression(String text, LongAdder uncompared) {
        pattern = Pattern.compile(text);
        longest = RouteLimits.EXPRESSION_STEPS / pattern.programSize();
        this.uncompared = uncompared;
    }

    /**
     * Refuses what is empty, longer than {@code longest} characters, too large, or not RE2.
     *
     * @throws IllegalArgumentException saying so
     */
    static void check(String setting, String text, int longest) {
        if (text.isEmpty() || text.length() > longest) {
            throw new IllegalArgumentException(
                    setting + ": must be 1.." + longest + " characters, was " + text.length());
        }
        Optional<String> refusal = ExpressionBounds.of(text).refusal();
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(setting + ": " + refusal.get() + ", was \"" + text + '"');
        }
        try {
            Pattern.compile(text).matches("");
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    setting + ": must be an RE2 expression, was \"" + text + "\" (" + e.getDescription() + ')', e);
        }
    }

    /** The longest value that is compared, in chars. */
    int longest() {
        return longest;
    }

    /** Whether the value is short enough, and matches as a whole. */
    boolean matches(String value) {
        if (value.length() > longest) {
            uncompared.increment();
            return false;
        }
        return pattern.matches(value);
    }
}
