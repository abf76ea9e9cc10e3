// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds two texts against each other word by word, such as lines of a page that carry the id of a session or the time of day. The work is linear in both.
 * Stateless.
 */
final class WordMatch {
    /** Words that differ are looked into one by one: so many of one text. */
    private static final int MOST = 32;

    /** So long is a word or a number that is no part of an id by chance. */
    private static final int SHORTEST_PLAIN = 3;

    private WordMatch() {}

    /**
     * Two words that stand at the same place.
     *
     * @param at where the first one begins
     */
    record Words(String left, String right, int at) {
        /** Whether they are ids, of which one is as good as another. */
        boolean areIds() {
            return isId(left) || isId(right) || NumberTransitions.areLongIds(left, right);
        }

        private static boolean isId(String word) {
            ValueFormat format = ValueFormat.of(word);
            return format == ValueFormat.UUID || format == ValueFormat.TOKEN;
        }
    }

    /** Whether the texts differ only by ids, times and counts that stayed what they were. */
    static boolean differByChanceOnly(String left, String right) {
        return !differing(left, right).isEmpty();
    }

    /** The words that differ, if all are ids, times and counts that stayed what they were; none if something else differs too. */
    static List<Words> differing(String left, String right) {
        List<Words> words = differing(left, right, false);
        return words.isEmpty() ? differing(left, right, true) : words;
    }

    /**
     * The same.
     *
     * @param signed whether ids may hold the signs of base 64, which else part words
     */
    private static List<Words> differing(String left, String right, boolean signed) {
        int l = 0;
        int r = 0;
        List<Words> differing = new ArrayList<>();
        while (l < left.length() && r < right.length()) {
            int endLeft = wordEnd(left, l);
            int endRight = wordEnd(right, r);
            int length = endLeft - l;
            if (length > 0 && length == endRight - r && left.regionMatches(l, right, r, length)) {
                l = endLeft;
                r = endRight;
                continue;
            }
            boolean words = length > 0 && endRight > r;
            if (!words && left.charAt(l) == right.charAt(r)) {
                l++;
                r++;
                continue;
            }
            Words ids = new Words(left.substring(l, idEnd(left, l)), right.substring(r, idEnd(right, r)), l);
            boolean areIds = signed
                    && !isInPath(left, l)
                    && ValueFormat.areLongIds(ids.left(), ids.right())
                    && !differByPlainPart(ids.left(), ids.right());
            Words found = areIds ? ids : new Words(left.substring(l, endLeft), right.substring(r, endRight), l);
            if (differing.size() == MOST || !(areIds || (words && areAlike(found.left(), found.right())))) {
                return List.of();
            }
            differing.add(found);
            l += found.left().length();
            r += found.right().length();
        }
        return l == left.length() && r == right.length() ? differing : List.of();
    }

    /** Where an id of base 64 ends that begins here. */
    private static int idEnd(String text, int from) {
        int i = from;
        while (i < text.length() && isOfId(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isOfId(char c) {
        return Character.isLetterOrDigit(c) || isSign(c);
    }

    /**
     * Whether words or numbers differ behind a sign that both have at one place: ids of chance hardly ever look so, but a path behind an id does. Both are of
     * one length.
     */
    private static boolean differByPlainPart(String left, String right) {
        for (int i = 0; i < left.length(); i++) {
            if (left.charAt(i) == right.charAt(i) && isSign(left.charAt(i))) {
                int endLeft = partEnd(left, i + 1);
                int endRight = partEnd(right, i + 1);
                boolean same = endLeft == endRight && left.regionMatches(i + 1, right, i + 1, endLeft - i - 1);
                if (!same && isPlain(left, i + 1, endLeft) && isPlain(right, i + 1, endRight)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int partEnd(String text, int from) {
        int i = from;
        while (i < text.length() && !isSign(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Whether this is a number, or a word in letters of one case but for the first. */
    private static boolean isPlain(String text, int from, int end) {
        boolean digits = true;
        boolean upper = true;
        boolean lower = true;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            digits &= isDigit(c);
            upper &= Character.isUpperCase(c);
            lower &= Character.isLowerCase(c) || (i == from && Character.isUpperCase(c));
        }
        return end - from >= SHORTEST_PLAIN && (digits || upper || lower);
    }

    private static boolean isSign(char c) {
        return "-_+/=".indexOf(c) >= 0;
    }

    /** Whether a slash stands before this, which may be one between the names of a path. */
    private static boolean isInPath(String text, int at) {
        return at > 0 && text.charAt(at - 1) == '/';
    }

    /** Where the word ends that begins here; here, if none does. */
    private static int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length() && isOfWord(text, i, from)) {
            i++;
        }
        return i;
    }

    /** Letters, digits and hyphens; a point or a colon only within, so that times and numbers are one word and sentences are not. */
    private static boolean isOfWord(String text, int i, int from) {
        char c = text.charAt(i);
        if (Character.isLetterOrDigit(c) || c == '-' || c == '_') {
            return true;
        }
        return (c == '.' || c == ':' || c == '+')
                && i > from
                && i + 1 < text.length()
                && isDigit(text.charAt(i - 1))
                && isDigit(text.charAt(i + 1));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean areAlike(String left, String right) {
        ValueFormat here = ValueFormat.of(left);
        ValueFormat there = ValueFormat.of(right);
        if (here != there) {
            return ValueFormat.mayBothBeTokens(left, here, right, there);
        }
        return switch (here) {
            case UUID -> ValueFormat.areUuidsWrittenAlike(left, right);
            case TIME ->
                !Timestamp.ofText(left).equals(Timestamp.ofText(right)) && TimeTransitions.areWrittenAlike(left, right);
            case NUMBER ->
                !NumberTransitions.areEqual(left, right)
                        && NumberTransitions.noiseOf(left, right).keepsFormat();
            case TOKEN -> ValueFormat.areAlikeTokens(left, right);
            case EMPTY, BOOLEAN, URL, TEXT -> false;
        };
    }
}
