// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.targets.TargetLimits;
import java.time.Duration;

/**
 * A mirror whose limits no copy exceeds by chance, not even on a loaded machine: for tests that expect a certain end of each copy.
 *
 * @since 0.1.0
 */
public final class Unhurried {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Unhurried() {}

    /** The default bounds, with all of the CPU, and from the first request on. */
    public static MirrorLimits bounds() {
        return MirrorLimits.defaults().withCpuShare(1).withRampUp(Duration.ZERO);
    }

    /** The same mirror with a minute for all that has a time limit. */
    public static MirrorSpec mirror(MirrorSpec spec) {
        return spec.withLimits(limits(spec.limits()));
    }

    /** The same limits with a minute for all that has a time limit. */
    public static TargetLimits limits(TargetLimits limits) {
        return limits.withMaxQueueAge(LONG).withDeadline(LONG).withConnectTimeout(LONG);
    }
}
