// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A path as people write it in a rule: {@code $.items[*].price}, {@code $.a.*.b}, {@code $.**.id}, {@code header.ETag}, {@code $['odd.name']}. Immutable.
 *
 * @param segments the root, then names; {@link #ELEMENT}, {@link #ANY} and {@link #DEEP} are wildcards
 * @since 0.1.0
 */
public record PathPattern(List<String> segments) {
    /** The elements of an array. */
    static final String ELEMENT = "[*]";

    /** One name, any. */
    static final String ANY = "*";

    /** Any number of names, none included. */
    static final String DEEP = "**";

    /** Copies the list. */
    public PathPattern {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException naming the place and what is allowed there
     */
    public static PathPattern parse(String text) {
        List<String> segments = new ArrayList<>();
        int i = 0;
        while (i < text.length() && text.charAt(i) != '.' && text.charAt(i) != '[') {
            i++;
        }
        segments.add(text.substring(0, i));
        if (!text.startsWith("$") && !text.equals("status") && !text.startsWith("header.")) {
            throw new IllegalArgumentException("path: must begin with $, or be status or header.NAME, was " + text);
        }
        while (i < text.length()) {
            i = text.charAt(i) == '.' ? name(text, i + 1, segments) : bracket(text, i, segments);
        }
        if (text.startsWith("header.")) {
            segments.set(1, segments.get(1).toLowerCase(Locale.ROOT)); // a cookie below it has a name with case
        }
        return new PathPattern(segments);
    }

    /** A name as it stands in a place: one that could be taken for a wildcard is escaped. */
    public static String literal(String name) {
        return Path.literal(name);
    }

    /** Whether it meets a place, given as the root and the names below it. Linear in both, whatever they hold. */
    public boolean matches(List<String> place) {
        boolean[] met = new boolean[segments.size() + 1];
        met[0] = true;
        for (String name : place) {
            boolean[] next = new boolean[met.length];
            for (int i = 0; i < segments.size(); i++) {
                String wanted = segments.get(i);
                boolean deep = wanted.equals(DEEP);
                if (deep && met[i]) {
                    met[i + 1] = true;
                }
                if (met[i]) {
                    next[i] |= deep;
                    next[i + 1] |= wanted.equals(name) || (wanted.equals(ANY) && !name.equals(ELEMENT));
                }
            }
            met = next;
        }
        for (int i = 0; i < segments.size(); i++) {
            met[i + 1] |= met[i] && segments.get(i).equals(DEEP);
        }
        return met[segments.size()];
    }

    private static int name(String text, int from, List<String> segments) {
        int to = from;
        while (to < text.length() && text.charAt(to) != '.' && text.charAt(to) != '[') {
            to++;
        }
        if (to == from) {
            throw new IllegalArgumentException("path: a name is missing at " + from + " in " + text);
        }
        segments.add(text.substring(from, to));
        return to;
    }

    private static int bracket(String text, int from, List<String> segments) {
        if (text.startsWith(ELEMENT, from)) {
            segments.add(ELEMENT);
            return from + ELEMENT.length();
        }
        if (!text.startsWith("['", from)) {
            throw new IllegalArgumentException("path: [*] or ['name'] is allowed at " + from + " in " + text);
        }
        StringBuilder name = new StringBuilder();
        int i = from + 2;
        while (i < text.length() && text.charAt(i) != '\'') {
            if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                i++;
            }
            name.append(text.charAt(i++));
        }
        if (!text.startsWith("']", i)) {
            throw new IllegalArgumentException("path: '] is missing behind " + from + " in " + text);
        }
        segments.add(Path.literal(name.toString()));
        return i + 2;
    }
}
