// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What became of a text, as far as both say the same in another way. Stateless. */
final class TextTransitions {
    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** A character by its number, as HTML and JSON write it. */
    private static final Pattern NUMBERED = Pattern.compile("&#\\d{1,7};|&#[xX]\\p{XDigit}{1,6};|\\\\u\\p{XDigit}{4}");

    private static final int SHORTEST_PREFIX = 4;

    private TextTransitions() {}

    /**
     * Empty if none of them fits.
     *
     * @param cut whether only the beginning of one of them is here
     */
    static Optional<Transition> of(String left, String right, boolean cut) {
        if (left.equalsIgnoreCase(right)) {
            return cut ? Optional.empty() : Optional.of(Transition.CASE);
        }
        boolean plain = isPlain(left) && isPlain(right);
        boolean sameCharacters = !plain && sum(left) == sum(right);
        if (sameCharacters && squeezed(left).equals(squeezed(right))) {
            return Optional.of(Transition.TRIMMED);
        }
        if (isBeginning(left, right) || isBeginning(right, left)) {
            return Optional.of(Transition.TRUNCATED);
        }
        if (!plain && !(isAscii(left) && isAscii(right)) && (isMisread(left, right) || isMisread(right, left))) {
            return Optional.of(Transition.ENCODING_BROKEN);
        }
        if (!plain && unescaped(left).equals(unescaped(right))) {
            return Optional.of(Transition.ESCAPED);
        }
        if (left.length() != right.length()
                && ValueFormat.of(left) == ValueFormat.UUID
                && hyphenless(left).equalsIgnoreCase(hyphenless(right))) {
            return Optional.of(Transition.REFORMATTED);
        }
        return sameCharacters && areReordered(left, right) ? Optional.of(Transition.ORDER_ONLY) : Optional.empty();
    }

    /** Whether a text has neither space nor list nor escape nor foreign letter in it, as ids have not: most texts that differ are ids. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '&' || c == '%' || c == '\\' || c == ',' || c == ';' || c == '|') {
                return false;
            }
        }
        return true;
    }

    /** A number that is the same whatever the order is and whatever space is between, and that other texts hardly have. */
    private static long sum(String text) {
        long sum = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            sum += Character.isWhitespace(c) ? 0 : (long) c * c;
        }
        return sum;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String squeezed(String text) {
        return SPACE.matcher(text.strip()).replaceAll(" ");
    }

    private static String hyphenless(String text) {
        return text.replace("-", "").replace("{", "").replace("}", "");
    }

    private static boolean isBeginning(String whole, String part) {
        String begin = part.endsWith("...")
                ? part.substring(0, part.length() - 3)
                : part.endsWith("…") ? part.substring(0, part.length() - 1) : part;
        return begin.length() >= SHORTEST_PREFIX && begin.length() < whole.length() && whole.startsWith(begin);
    }

    /** Whether the second is the first read in a wrong charset, or with characters lost. */
    private static boolean isMisread(String right, String wrong) {
        if (new String(right.getBytes(StandardCharsets.UTF_8), WINDOWS).equals(wrong)
                || new String(right.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1).equals(wrong)) {
            return !wrong.equals(right);
        }
        if (wrong.length() != right.length()) {
            return false;
        }
        boolean lost = false;
        for (int i = 0; i < right.length(); i++) {
            if (right.charAt(i) != wrong.charAt(i)) {
                if (right.charAt(i) < 128 || (wrong.charAt(i) != '?' && wrong.charAt(i) != '\ufffd')) {
                    return false;
                }
                lost = true;
            }
        }
        return lost;
    }

    private static String unescaped(String text) {
        if (text.indexOf('&') < 0 && text.indexOf('%') < 0 && text.indexOf('\\') < 0) {
            return text;
        }
        return NUMBERED.matcher(text)
                .replaceAll(TextTransitions::character)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("%20", " ")
                .replace("%2F", "/")
                .replace("%3A", ":")
                .replace("\\/", "/")
                .replace("\\\"", "\"");
    }

    private static String character(MatchResult found) {
        String text = found.group();
        boolean json = text.startsWith("\\");
        boolean hex = json || Character.toLowerCase(text.charAt(2)) == 'x';
        String digits = json ? text.substring(2) : text.substring(hex ? 3 : 2, text.length() - 1);
        int code = Integer.parseInt(digits, hex ? 16 : 10);
        return Matcher.quoteReplacement(Character.isValidCodePoint(code) ? Character.toString(code) : text);
    }

    /** Whether both are lists of the same parts. */
    private static boolean areReordered(String left, String right) {
        if (left.length() != right.length()) {
            return false;
        }
        for (String separator : new String[] {",", ";", " ", "|", "&"}) {
            if (left.contains(separator) && right.contains(separator)) {
                String[] a = left.split(Pattern.quote(separator));
                String[] b = right.split(Pattern.quote(separator));
                Arrays.setAll(a, i -> a[i].strip());
                Arrays.setAll(b, i -> b[i].strip());
                Arrays.sort(a);
                Arrays.sort(b);
                if (Arrays.equals(a, b)) {
                    return true;
                }
            }
        }
        return false;
    }
}
