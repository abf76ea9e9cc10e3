// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long an RE2 expression becomes when counted repetitions are written out, as its compiler does before anything else: the memory of
 * {@code ((x{1000}){1000}){1000}} would be spent before the expression could be refused. An estimate from above that knows groups,
 * classes, escapes and {@code {n,m}}; whether the expression is one is for the compiler to say. Confined to one thread.
 */
final class ExpressionSize {
    private static final long LARGEST = Long.MAX_VALUE / 4096;

    private final String text;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long group;
    private long atom;

    private ExpressionSize(String text) {
        this.text = text;
    }

    static long of(String expression) {
        return new ExpressionSize(expression).measure();
    }

    private long measure() {
        for (int i = 0; i < text.length(); ) {
            i = switch (text.charAt(i)) {
                case '(' -> open(i);
                case ')' -> close(i);
                case '[' -> atom(classEnd(i));
                case '\\' -> atom(Math.min(i + 2, text.length()));
                case '{' -> repeat(i);
                default -> atom(i + 1);
            };
        }
        while (!outer.isEmpty()) {
            close(0);
        }
        return group;
    }

    private int atom(int end) {
        atom = 1;
        group = Math.min(LARGEST, group + 1);
        return end;
    }

    private int open(int i) {
        outer.push(group);
        group = 1;
        return i + 1;
    }

    private int close(int i) {
        atom = group;
        group = Math.min(LARGEST, atom + (outer.isEmpty() ? 0 : outer.pop()));
        return i + 1;
    }

    private int repeat(int start) {
        int end = text.indexOf('}', start);
        long most = 0;
        long number = 0;
        for (int i = start + 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == ',') {
                number = 0;
            } else if (c < '0' || c > '9') {
                return atom(start + 1);
            } else {
                number = Math.min(LARGEST, number * 10 + c - '0');
                most = Math.max(most, number);
            }
        }
        if (end < 0) {
            return atom(start + 1);
        }
        long more = most <= 1 ? 0 : atom > LARGEST / most ? LARGEST : atom * (most - 1);
        group = Math.min(LARGEST, group + more);
        atom = Math.min(LARGEST, atom + more);
        return end + 1;
    }

    /** A bracket right after the opening one, or after its {@code ^}, is a member. */
    private int classEnd(int start) {
        int i = start + 1;
        if (i < text.length() && text.charAt(i) == '^') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == ']') {
            i++;
        }
        while (i < text.length() && text.charAt(i) != ']') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }
}
