// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.util.Locale;

/** How fast the client asks. */
sealed interface Pace {
    /** As much as the connections carry. */
    record Saturation() implements Pace {
        @Override
        public String toString() {
            return "saturation";
        }
    }

    /** Half of what the application without a filter carries at saturation, as measured in the same run. */
    record Half() implements Pace {
        @Override
        public String toString() {
            return "half of saturation";
        }
    }

    /**
     * A fixed rate.
     *
     * @param perSecond requests a second
     */
    record Fixed(double perSecond) implements Pace {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.0f requests a second", perSecond);
        }
    }
}
