// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import java.nio.charset.Charset;
import java.util.Set;

/**
 * The charsets in which the characters that were read are the bytes that came: every character has one spelling, none is left out
 * (as the byte order mark of UTF-16 is), and there are no shifts. Of the others, Japanese Windows has two spellings of some. Stateless.
 */
final class ExactCharsets {
    /** By canonical name; of a family, by its beginning. */
    private static final Set<String> NAMES = Set.of(
            "UTF-8",
            "US-ASCII",
            "UTF-16BE",
            "UTF-16LE",
            "Shift_JIS",
            "EUC-JP",
            "EUC-KR",
            "GB2312",
            "GBK",
            "GB18030",
            "KOI8-R",
            "KOI8-U",
            "TIS-620",
            "x-windows-949",
            "x-windows-874");

    private static final String UTF_16 = "UTF-16";
    private static final String JAPANESE_WINDOWS = "windows-31j";
    private static final String ISO_8859 = "ISO-8859-";
    private static final String WINDOWS_125 = "windows-125";

    private ExactCharsets() {}

    /** Whether text that is ASCII is the same bytes in this charset. */
    static boolean containsAscii(Charset charset) {
        return contain(charset) && !charset.name().startsWith(UTF_16);
    }

    /** Whether a character becomes the same bytes wherever it stands: without a mark in front, and without shifts, which containers end or do not end. */
    static boolean isStateless(Charset charset) {
        return contain(charset) || charset.name().equals(JAPANESE_WINDOWS);
    }

    static boolean contain(Charset charset) {
        String name = charset.name();
        return NAMES.contains(name) || name.startsWith(ISO_8859) || name.startsWith(WINDOWS_125);
    }
}
