// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport;

/** Text of unknown origin as it may stand in a log: one line of printable ASCII, not too long. Stateless. */
final class LogText {
    private static final int MOST_CHARS = 300;

    private LogText() {}

    /** The text, if it is fit for a log; else with {@code ?} for what is not, and cut. */
    static String of(String text) {
        boolean fit = text.length() <= MOST_CHARS;
        for (int i = 0; fit && i < text.length(); i++) {
            fit = isPrintable(text.charAt(i));
        }
        return fit ? text : mended(text);
    }

    private static String mended(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_CHARS, text.length()); i++) {
            shown.append(isPrintable(text.charAt(i)) ? text.charAt(i) : '?');
        }
        return shown.append(text.length() > MOST_CHARS ? "..." : "").toString();
    }

    private static boolean isPrintable(char c) {
        return c >= 0x20 && c < 0x7F;
    }
}
