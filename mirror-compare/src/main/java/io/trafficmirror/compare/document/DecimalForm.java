// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

/**
 * The value of a number as written, for {@code 1}, {@code 1.0} and {@code 10e-1} are one: sign, digits without zeros at either end, and the
 * power of ten of the last digit. Exact for any length. Confined to one thread.
 */
final class DecimalForm {
    /** Exponents beyond this are kept apart by their text instead; no value near them is ever computed. */
    private static final long MOST_EXPONENT = 1L << 40;

    /** So many digits fit into a long, whatever they are. */
    private static final int FEW = 18;

    private char[] digits = new char[64];
    private int count;
    private long exponent;
    private boolean negative;

    /** The digits with their sign, where these are few. */
    private long few;

    /** The hash of a number by its value. */
    long hash(SubtreeHash hash, char[] chars, int offset, int length) {
        long start = hash.of(NodeKind.NUMBER);
        if (!isPlain(chars, offset, length)) {
            if (!parse(chars, offset, length)) {
                return hash.chars(start ^ 7, chars, offset, length);
            }
            if (count > FEW) {
                return SubtreeHash.then(hash.chars(start ^ (negative ? 1 : 2), digits, 0, count), exponent);
            }
            few = few();
        }
        return SubtreeHash.then(hash.fold(start ^ few), exponent);
    }

    /** The usual number: a few digits, perhaps with a sign and a point. The same as {@link #parse} finds, in one pass and without a copy. */
    private boolean isPlain(char[] chars, int offset, int length) {
        if (length > FEW) {
            return false;
        }
        int end = offset + length;
        boolean minus = chars[offset] == '-';
        int point = end;
        long value = 0;
        for (int i = minus ? offset + 1 : offset; i < end; i++) {
            int digit = chars[i] - '0';
            if (digit >= 0 && digit <= 9) {
                value = value * 10 + digit;
            } else if (chars[i] == '.' && point == end) {
                point = i + 1;
            } else {
                return false;
            }
        }
        exponent = value == 0 ? 0 : point - end;
        while (value != 0 && value % 10 == 0) {
            value /= 10;
            exponent++;
        }
        few = minus ? -value : value;
        return true;
    }

    private long few() {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value * 10 + (digits[i] - '0');
        }
        return negative ? -value : value;
    }

    private boolean parse(char[] chars, int offset, int length) {
        if (digits.length < length) {
            digits = new char[length];
        }
        int i = offset;
        int end = offset + length;
        negative = i < end && chars[i] == '-';
        if (i < end && (chars[i] == '-' || chars[i] == '+')) {
            i++;
        }
        count = 0;
        exponent = 0;
        boolean fraction = false;
        boolean any = false;
        for (; i < end && (isDigit(chars[i]) || (chars[i] == '.' && !fraction)); i++) {
            if (chars[i] == '.') {
                fraction = true;
            } else {
                any = true;
                if (count > 0 || chars[i] != '0') {
                    digits[count++] = chars[i];
                }
                exponent -= fraction ? 1 : 0;
            }
        }
        if (!any || (i < end && !exponent(chars, i, end))) {
            return false;
        }
        while (count > 0 && digits[count - 1] == '0') {
            count--;
            exponent++;
        }
        if (count == 0) {
            exponent = 0;
            negative = false;
        }
        return true;
    }

    private boolean exponent(char[] chars, int at, int end) {
        int i = at;
        if (chars[i] != 'e' && chars[i] != 'E') {
            return false;
        }
        i++;
        boolean minus = i < end && chars[i] == '-';
        if (i < end && (chars[i] == '-' || chars[i] == '+')) {
            i++;
        }
        if (i == end) {
            return false;
        }
        long value = 0;
        for (; i < end; i++) {
            if (!isDigit(chars[i])) {
                return false;
            }
            value = value * 10 + (chars[i] - '0');
            if (value > MOST_EXPONENT) {
                return false;
            }
        }
        exponent += minus ? -value : value;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
