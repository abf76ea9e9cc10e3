// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * What an RE2 expression asks for, told from its text in one pass before anything is compiled. The compiler writes counted repetitions
 * out first, recurses with the nesting, and does not end for some characters: an expression must be refused before it gets there.
 * {@link #instructions} and {@link #branches} are never below those of the compiled program; whether the text is an expression at all
 * is for the compiler to say. Confined to one thread.
 */
final class ExpressionBounds {
    /** The deepest nesting of parentheses. */
    static final int NESTING = 100;

    /** re2j 1.8 does not come to an end with U+1C80..U+1C88 where case does not count, and is slow with wide ranges. */
    private static final int FOLDED_RANGE_END = 0x530;

    private static final int NO_FOLD_FROM = 0x1C80;
    private static final int NO_FOLD_TO = 0x1C88;
    private static final Size ONE = new Size(1, 0);

    private final String text;
    private final Deque<Size> outer = new ArrayDeque<>();
    private Size group = Size.NONE;
    private Size atom = Size.NONE;
    private int deepest;

    /** Whether nothing has come since the last parenthesis. */
    private boolean empty;

    private boolean ignoresCase;
    private boolean unfoldable;

    private ExpressionBounds(String text) {
        this.text = text;
    }

    /** Instructions of a part, and those among them that read nothing: a matcher recurses over these. */
    private record Size(long all, long branches) {
        private static final long LARGEST = Long.MAX_VALUE / 4096;
        private static final Size NONE = new Size(0, 0);

        Size plus(Size other) {
            return new Size(Math.min(LARGEST, all + other.all), Math.min(LARGEST, branches + other.branches));
        }

        Size plus(long more) {
            return plus(new Size(more, more));
        }

        Size times(long count) {
            return new Size(times(all, count), times(branches, count));
        }

        private static long times(long a, long b) {
            return b != 0 && a > LARGEST / b ? LARGEST : a * b;
        }
    }

    static ExpressionBounds of(String expression) {
        ExpressionBounds bounds = new ExpressionBounds(expression);
        bounds.measure();
        return bounds;
    }

    /** Instructions of the program, at most. */
    long instructions() {
        return group.all;
    }

    /** Instructions that read no character, at most. */
    long branches() {
        return group.branches;
    }

    /** What must not be compiled, in words; empty: it may. */
    Optional<String> refusal() {
        if (deepest > NESTING) {
            return Optional.of("must nest at most " + NESTING + " parentheses");
        }
        if (group.all > RouteLimits.EXPRESSION_SIZE) {
            return Optional.of("must be at most " + RouteLimits.EXPRESSION_SIZE
                    + " instructions when its repetitions are written out");
        }
        if (group.branches > RouteLimits.EXPRESSION_BRANCHES) {
            return Optional.of("must have at most " + RouteLimits.EXPRESSION_BRANCHES
                    + " branches when its repetitions are written out");
        }
        return ignoresCase && unfoldable
                ? Optional.of("must have no range that ends at U+0530 or above, and none of U+1C80..U+1C88,"
                        + " where case does not count")
                : Optional.empty();
    }

    private void measure() {
        for (int i = 0; i < text.length(); ) {
            i = switch (text.charAt(i)) {
                case '(' -> open(i);
                case ')' -> close(i);
                case '[' -> characters(i);
                case '\\' -> escape(i);
                case '{' -> counted(i);
                case '*', '+', '?' -> repeated(i);
                case '|' -> branch(i);
                case '^', '$' -> atom(new Size(1, 1), i + 1);
                default -> literal(i);
            };
        }
        while (!outer.isEmpty()) {
            close(0);
        }
        // The first instruction fails, the last one matches, and what is empty is one too.
        group = group.plus(3);
    }

    private int atom(Size size, int end) {
        atom = size;
        empty = false;
        group = group.plus(size);
        return end;
    }

    private int literal(int i) {
        int c = text.codePointAt(i);
        unfoldable |= c >= NO_FOLD_FROM && c <= NO_FOLD_TO;
        return atom(ONE, i + Character.charCount(c));
    }

    /** A group, or {@code (?flags)}, which is none: what stands before it can still be repeated. */
    private int open(int i) {
        int end = i + 1;
        boolean captures = true;
        if (end < text.length() && text.charAt(end) == '?') {
            boolean on = true;
            for (end++; end < text.length() && "imsU-".indexOf(text.charAt(end)) >= 0; end++) {
                on &= text.charAt(end) != '-';
                ignoresCase |= on && text.charAt(end) == 'i';
            }
            if (end < text.length() && text.charAt(end) == ')') {
                return end + 1;
            }
            captures = end >= text.length() || text.charAt(end) != ':';
            end = captures ? nameEnd(end) : end + 1;
        }
        outer.push(group);
        deepest = Math.max(deepest, outer.size());
        group = captures ? Size.NONE.plus(2) : Size.NONE;
        empty = true;
        return end;
    }

    /** Behind {@code <name>} or {@code P<name>}; the place itself if there is none, which is no expression. */
    private int nameEnd(int i) {
        int from = i < text.length() && text.charAt(i) == 'P' ? i + 1 : i;
        int end = from < text.length() && text.charAt(from) == '<' ? text.indexOf('>', from) : -1;
        return end < 0 ? i : end + 1;
    }

    private int close(int i) {
        // Nothing between two parentheses is an instruction too.
        atom = empty ? group.plus(1) : group;
        empty = false;
        group = outer.isEmpty() ? atom : outer.pop().plus(atom);
        return i + 1;
    }

    private int branch(int i) {
        group = group.plus(2);
        return i + 1;
    }

    private int repeated(int i) {
        int more = text.charAt(i) == '*' ? 2 : 1;
        group = group.plus(more);
        atom = atom.plus(more);
        return i + 1;
    }

    /** {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else in braces is text. */
    private int counted(int start) {
        int end = text.indexOf('}', start);
        long most = 0;
        long number = 0;
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == ',') {
                number = 0;
            } else if (c < '0' || c > '9') {
                return literal(start);
            } else {
                number = Math.min(Size.LARGEST / 16, number * 10 + c - '0');
                most = Math.max(most, number);
            }
        }
        if (end < 0) {
            return literal(start);
        }
        // Unless their number is fixed, each copy may be one that can be left out.
        boolean fixed = text.indexOf(',', start) < 0 || text.indexOf(',', start) > end;
        Size written = (fixed ? atom : atom.plus(1)).times(Math.max(1, most)).plus(1);
        group = group.plus(written);
        atom = atom.plus(written);
        return end + 1;
    }

    /** An escape outside a class; {@code \Q} makes text of what stands before {@code \E}. */
    private int escape(int i) {
        char kind = i + 1 < text.length() ? text.charAt(i + 1) : '\\';
        if (kind == 'Q') {
            int end = text.indexOf("\\E", i + 2);
            int last = end < 0 ? text.length() : end;
            for (int at = i + 2; at < last; ) {
                at = literal(at);
            }
            return end < 0 ? last : end + 2;
        }
        int end = escapeEnd(i);
        unfoldable |= isUnfoldable(escaped(i, end));
        return atom("AbBzZ".indexOf(kind) >= 0 ? new Size(1, 1) : ONE, end);
    }

    /** Behind {@code \x{10FFFF}}, {@code \p{Greek}}, or two characters; digits of other escapes count as text. */
    private int escapeEnd(int i) {
        if (i + 2 < text.length() && "xpP".indexOf(text.charAt(i + 1)) >= 0 && text.charAt(i + 2) == '{') {
            int end = text.indexOf('}', i);
            return end < 0 ? i + 2 : end + 1;
        }
        return Math.min(i + 2, text.length());
    }

    /** The character of {@code \x{...}}; 0 for other escapes, which stand for none that matters here. */
    private int escaped(int from, int to) {
        if (to - from < 5 || text.charAt(from + 1) != 'x') {
            return 0;
        }
        int c = 0;
        for (int i = from + 3; i < to - 1; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            c = digit < 0 ? 0 : Math.min(Character.MAX_CODE_POINT, c * 16 + digit);
        }
        return c;
    }

    private static boolean isUnfoldable(int c) {
        return c >= NO_FOLD_FROM && c <= NO_FOLD_TO;
    }

    /** A class. A bracket right after the opening one, or after its {@code ^}, is a member. */
    private int characters(int start) {
        int i = start + 1;
        if (i < text.length() && text.charAt(i) == '^') {
            i++;
        }
        boolean first = true;
        while (i < text.length() && (first || text.charAt(i) != ']')) {
            first = false;
            boolean endsRange = text.charAt(i - 1) == '-';
            int end = text.charAt(i) == '\\' ? escapeEnd(i) : i + Character.charCount(text.codePointAt(i));
            int c = text.charAt(i) == '\\' ? escaped(i, end) : text.codePointAt(i);
            unfoldable |= isUnfoldable(c) || (endsRange && c >= FOLDED_RANGE_END);
            i = end;
        }
        return atom(ONE, Math.min(i + 1, text.length()));
    }
}
