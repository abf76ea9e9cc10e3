// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

/** Says which counts are none. Stateless. */
final class Checks {
    private static final long MAX = 1_000_000_000_000_000L;

    private Checks() {}

    static void count(long count, String name) {
        if (count < 0 || count > MAX) {
            throw new IllegalArgumentException(name + ": must be 0.." + MAX + ", was " + count);
        }
    }

    static void parts(long whole, String wholeName, String partNames, long... parts) {
        long sum = 0;
        for (long part : parts) {
            count(part, partNames);
            sum += part;
        }
        if (sum > whole) {
            throw new IllegalArgumentException(
                    partNames + ": must be at most " + wholeName + " " + whole + ", was " + sum);
        }
    }
}
