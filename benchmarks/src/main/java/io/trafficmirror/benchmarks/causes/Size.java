// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

/**
 * How large a run is. Immutable.
 *
 * @param routes of the application, 1..26
 * @param noisyPaths of each route
 * @param exchanges of each route
 * @param faults how many are planted; each is of another kind
 */
record Size(int routes, int noisyPaths, int exchanges, int faults) {
    /** 3,000 noisy paths, 20 faults. */
    static final Size WHOLE = new Size(20, 150, 400, 20);

    Size withoutFaults() {
        return new Size(routes, noisyPaths, exchanges, 0);
    }
}
