// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** The checks of RE2 expressions. Immutable. */
final class Expressions {
    private Expressions() {}

    /** Refuses what is empty, longer than {@code longest} characters, too large when its repetitions are written out, or not RE2. */
    static void check(String setting, String expression, int longest) {
        if (expression.isEmpty() || expression.length() > longest) {
            throw new IllegalArgumentException(
                    setting + ": must be 1.." + longest + " characters, was " + expression.length());
        }
        if (ExpressionSize.of(expression) > RouteLimits.EXPRESSION_SIZE) {
            throw new IllegalArgumentException(setting + ": must be at most " + RouteLimits.EXPRESSION_SIZE
                    + " characters when its repetitions are written out, was \"" + expression + '"');
        }
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    setting + ": must be an RE2 expression, was \"" + expression + "\" (" + e.getDescription() + ')',
                    e);
        }
    }
}
