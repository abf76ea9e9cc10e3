// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

/** What a text looks like. Formats of which none is another's special case, so that a value that changes its format is seen to. */
enum ValueFormat {
    /** Nothing. */
    EMPTY,
    /** A UUID (RFC 9562), with or without hyphens and braces. */
    UUID,
    /** A moment. */
    TIME,
    /** A decimal number. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Letters and digits that look drawn by chance: an id, a hash, a token. */
    TOKEN,
    /** A URL. */
    URL,
    /** Anything else. */
    TEXT;

    private static final int LONG_TOKEN = 10;

    private static final int LOWER = 1;
    private static final int UPPER = 2;
    private static final int CASES = LOWER | UPPER;
    private static final int ID_SIGNS = 4;
    private static final int OTHER_SIGNS = 8;
    private static final int SIGNS = ID_SIGNS | OTHER_SIGNS;
    /** What stands between the letters and digits of ids. */
    private static final String OF_IDS = "-_+/=.:~";

    /** Tokens of base 64 that are as long as this have a sign, or a digit, or have none by chance. */
    private static final int SIGNS_BY_CHANCE = 16;

    /** Looks at most at so many characters. */
    private static final int LOOKED_AT = 512;

    static ValueFormat of(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        if (isUuid(text)) {
            return UUID;
        }
        if (isNumber(text)) {
            return NUMBER;
        }
        if (Timestamp.ofText(text).isPresent()) {
            return TIME;
        }
        if (text.equals("true") || text.equals("false")) {
            return BOOLEAN;
        }
        if (text.startsWith("http://") || text.startsWith("https://")) {
            return URL;
        }
        return isToken(text) ? TOKEN : TEXT;
    }

    private static boolean isUuid(String text) {
        int from = text.startsWith("{") && text.endsWith("}") ? 1 : 0;
        int digits = 0;
        int length = text.length() - 2 * from;
        if (length != 36 && length != 32) {
            return false;
        }
        for (int i = from; i < from + length; i++) {
            char c = text.charAt(i);
            boolean hyphen = length == 36 && (i - from == 8 || i - from == 13 || i - from == 18 || i - from == 23);
            if (hyphen ? c != '-' : Character.digit(c, 16) < 0) {
                return false;
            }
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return digits > 0;
    }

    /** Whether two UUIDs have the same signs, and letters of one case. */
    static boolean areUuidsWrittenAlike(String left, String right) {
        return left.length() == right.length() && ((classes(left) | classes(right)) & CASES) != CASES;
    }

    /**
     * Whether one is a token, and the other may be drawn from the same alphabet although it looks like a number or a word by itself: eight digits of base
     * 16 have no letter among them now and then, and 22 of base 64 no digit.
     */
    static boolean mayBothBeTokens(String left, ValueFormat ofLeft, String right, ValueFormat ofRight) {
        if (left.length() != right.length() || (ofLeft == TOKEN) == (ofRight == TOKEN)) {
            return false;
        }
        String token = ofLeft == TOKEN ? left : right;
        String other = ofLeft == TOKEN ? right : left;
        int letters = classes(token);
        if ((letters & CASES) == CASES) {
            return (ofLeft == TOKEN ? ofRight : ofLeft) == TEXT && areLongIds(token, other);
        }
        return (letters & SIGNS) == 0 && (classes(other) & ~letters) == 0;
    }

    /** Whether both are ids of one length in letters of both cases, so long that one of them may have no digit, or no sign, by chance. */
    static boolean areLongIds(String left, String right) {
        return left.length() == right.length()
                && left.length() >= SIGNS_BY_CHANCE
                && (isToken(left) || isToken(right))
                && isOfIds(left)
                && isOfIds(right)
                && (classes(left) & CASES) == CASES
                && areAlikeTokens(left, right);
    }

    private static boolean isOfIds(String text) {
        return text.chars().limit(LOOKED_AT).allMatch(c -> isDigitOrLetter(c) || OF_IDS.indexOf(c) >= 0);
    }

    private static boolean isDigitOrLetter(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isNumber(String text) {
        int i = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        boolean digit = false;
        boolean point = false;
        int end = Math.min(text.length(), LOOKED_AT);
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                return digit && (c == 'e' || c == 'E') && i + 1 < end && isExponent(text, i + 1, end);
            }
        }
        return digit;
    }

    private static boolean isExponent(String text, int from, int end) {
        int i = text.charAt(from) == '-' || text.charAt(from) == '+' ? from + 1 : from;
        if (i == end) {
            return false;
        }
        for (; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** At least 8 characters of the alphabets of ids, with digits among the letters. */
    private static boolean isToken(String text) {
        int end = Math.min(text.length(), LOOKED_AT);
        if (end < 8) {
            return false;
        }
        int digits = 0;
        int changes = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!isDigitOrLetter(c) && OF_IDS.indexOf(c) < 0) {
                return false;
            }
            digits += digit ? 1 : 0;
            changes += i > 0 && digit != (text.charAt(i - 1) >= '0' && text.charAt(i - 1) <= '9') ? 1 : 0;
        }
        return digits > 0 && changes >= 2;
    }

    /** Whether two tokens are of one alphabet and length: a number in letters may have a digit or two less. */
    static boolean areAlikeTokens(String left, String right) {
        int apart = Math.abs(left.length() - right.length());
        int other = classes(left) ^ classes(right);
        boolean byChance = other == ID_SIGNS && Math.min(left.length(), right.length()) >= SIGNS_BY_CHANCE;
        return apart <= (left.length() < LONG_TOKEN ? 0 : 2) && (other == 0 || byChance);
    }

    /** Of which classes of characters a token is made: lower case, upper case, signs of base 64, other signs. Digits it has in any case. */
    private static int classes(String token) {
        int seen = 0;
        int end = Math.min(token.length(), LOOKED_AT);
        for (int i = 0; i < end; i++) {
            char c = token.charAt(i);
            if (c >= 'a' && c <= 'z') {
                seen |= LOWER;
            } else if (c >= 'A' && c <= 'Z') {
                seen |= UPPER;
            } else if ("-_+/".indexOf(c) >= 0) {
                seen |= ID_SIGNS;
            } else if (c < '0' || c > '9') {
                seen |= OTHER_SIGNS;
            }
        }
        return seen;
    }
}
