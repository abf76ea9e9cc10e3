// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

/** Classes of octets (RFC 9110 section 5.6.2 and 5.5, RFC 5234 appendix B). Immutable. */
final class Octets {
    private static final byte TOKEN = 1;
    private static final byte TEXT = 2;
    private static final byte VISIBLE = 4;
    private static final byte[] CLASSES = classes();

    private Octets() {}

    private static byte[] classes() {
        byte[] table = new byte[256];
        for (int c = 0; c < 256; c++) {
            boolean visible = c > 0x20 && c != 0x7F;
            boolean alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            int bits = visible ? VISIBLE | TEXT : 0;
            bits |= c == ' ' || c == '\t' ? TEXT : 0;
            bits |= alphanumeric || "!#$%&'*+-.^_`|~".indexOf(c) >= 0 ? TOKEN : 0;
            table[c] = (byte) bits;
        }
        return table;
    }

    /** Whether it may stand in a token: a method or a field name. */
    static boolean isToken(byte octet) {
        return (CLASSES[octet & 0xFF] & TOKEN) != 0;
    }

    /** Whether it may stand in a field value: visible, space, tab or 0x80..0xFF. */
    static boolean isText(byte octet) {
        return (CLASSES[octet & 0xFF] & TEXT) != 0;
    }

    /** Whether all chars are of tokens and there is at least one. */
    static boolean isToken(String s) {
        return !s.isEmpty() && all(s, TOKEN);
    }

    /** Whether all chars may stand in a field value; none is fine. */
    static boolean isText(String s) {
        return all(s, TEXT);
    }

    /** Whether all chars are octets that are neither controls nor blanks; none is fine. */
    static boolean isVisible(String s) {
        return all(s, VISIBLE);
    }

    private static boolean all(String s, byte kind) {
        int in = kind;
        int above = 0;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            in &= CLASSES[c & 0xFF];
            above |= c;
        }
        return in != 0 && above <= 0xFF;
    }
}
