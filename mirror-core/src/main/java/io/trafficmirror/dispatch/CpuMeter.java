// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

/** Reads CPU times of this process. Confined to one thread. */
public interface CpuMeter {
    /**
     * CPU time that threads of this mirror, and the copying of bodies on others, have used since the meter was made, in nanoseconds; never
     * falls; 0 if unknown.
     */
    long mirrorNanos();

    /** CPU time that the whole process has used, in nanoseconds; negative if unknown. */
    long processNanos();

    /** CPU time that the process could have used in a span: processors times span. */
    long capacityNanos(long spanNanos);

    /** The share of the machine's, or container's, CPU that is busy, 0..1; negative or no number if unknown. */
    double machineLoad();
}
