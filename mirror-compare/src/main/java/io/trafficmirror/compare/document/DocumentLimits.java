// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

/**
 * How much of one body is looked at. A body above any of these is refused as a whole. Immutable.
 *
 * @param maxBytes content after decoding, 1..268435456 bytes
 * @param maxNodes values, 1..16777216
 * @param maxDepth how deep values nest, 1..10000
 * @param maxNameChars the longest name, 1..65536 UTF-16 units
 * @param maxDigits the longest number, 1..10000 characters
 * @since 0.1.0
 */
public record DocumentLimits(int maxBytes, int maxNodes, int maxDepth, int maxNameChars, int maxDigits) {
    /** 8 MiB, 500,000 values, 200 levels, names of 1,024 and numbers of 1,000 characters. */
    public static final DocumentLimits DEFAULT = new DocumentLimits(8 << 20, 500_000, 200, 1024, 1000);

    /** Checks ranges. */
    public DocumentLimits {
        inRange("maxBytes", maxBytes, 1 << 28);
        inRange("maxNodes", maxNodes, 1 << 24);
        inRange("maxDepth", maxDepth, 10_000);
        inRange("maxNameChars", maxNameChars, 1 << 16);
        inRange("maxDigits", maxDigits, 10_000);
    }

    private static void inRange(String setting, int given, int most) {
        if (given < 1 || given > most) {
            throw new IllegalArgumentException(setting + ": must be 1.." + most + ", was " + given);
        }
    }
}
