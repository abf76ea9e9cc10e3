// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

/**
 * How much evidence holds. What comes above it is counted in rows of its own, and said. Immutable.
 *
 * @param maxRoutes routes that are told apart, 1..100000
 * @param maxCells rows that are told apart, over all routes, 1..1000000
 * @param maxPathsPerRoute places that are told apart on one route, 1..100000
 * @since 0.1.0
 */
public record EvidenceLimits(int maxRoutes, int maxCells, int maxPathsPerRoute) {
    /** 500 routes, 4,096 rows, 4,096 places. */
    public static final EvidenceLimits DEFAULT = new EvidenceLimits(500, 4096, 4096);

    /** Checks ranges. */
    public EvidenceLimits {
        inRange("maxRoutes", maxRoutes, 100_000);
        inRange("maxCells", maxCells, 1_000_000);
        inRange("maxPathsPerRoute", maxPathsPerRoute, 100_000);
    }

    /** Places that are told apart over all routes: on the way to a row lie some more. */
    int maxPaths() {
        return Math.max(maxPathsPerRoute, 8 * maxCells);
    }

    private static void inRange(String setting, int given, int most) {
        if (given < 1 || given > most) {
            throw new IllegalArgumentException(setting + ": must be 1.." + most + ", was " + given);
        }
    }
}
