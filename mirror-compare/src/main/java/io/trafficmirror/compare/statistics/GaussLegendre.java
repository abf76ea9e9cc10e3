// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.statistics;

import java.util.function.DoubleUnaryOperator;

/** Integrates a smooth function that falls by at most forty orders of e, in four pieces of sixteen nodes each. Stateless. */
final class GaussLegendre {
    private static final int PIECES = 4;
    private static final double[] NODES = {
        0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438,
        0.755404408355003, 0.8656312023878318, 0.9445750230732326, 0.9894009349916499
    };
    private static final double[] WEIGHTS = {
        0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674,
        0.12462897125553388, 0.09515851168249279, 0.062253523938647894, 0.027152459411754096
    };

    private GaussLegendre() {}

    static double integrate(DoubleUnaryOperator function, double from, double to) {
        double half = (to - from) / PIECES / 2;
        double sum = 0;
        for (int piece = 0; piece < PIECES; piece++) {
            double middle = from + (2 * piece + 1) * half;
            for (int i = 0; i < NODES.length; i++) {
                double offset = half * NODES[i];
                sum += WEIGHTS[i] * (function.applyAsDouble(middle - offset) + function.applyAsDouble(middle + offset));
            }
        }
        return sum * half;
    }
}
