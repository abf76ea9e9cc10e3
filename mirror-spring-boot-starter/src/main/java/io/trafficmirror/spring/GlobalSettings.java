// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.copy.CopyMarks;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Hands the bounds and the marks of the properties to a builder; one that is out of its range is named. */
final class GlobalSettings {
    private final List<SettingProblem> problems;
    private MirrorLimits limits = MirrorLimits.defaults();

    private GlobalSettings(List<SettingProblem> problems) {
        this.problems = problems;
    }

    static void apply(MirrorProperties properties, TrafficMirrorBuilder builder, List<SettingProblem> problems) {
        MirrorProperties.Limits given = properties.limits();
        GlobalSettings settings = new GlobalSettings(problems);
        settings.limit(given.maxBytesHeld(), "max-bytes-held", (l, size) -> l.withMaxBytesHeld(size.toBytes()));
        settings.limit(given.cpuShare(), "cpu-share", MirrorLimits::withCpuShare);
        settings.limit(
                given.maxResponseBytes(), "max-response-bytes", (l, size) -> l.withMaxResponseBytes(size.toBytes()));
        settings.limit(given.maxPrimaryWait(), "max-primary-wait", MirrorLimits::withMaxPrimaryWait);
        settings.limit(given.rampUp(), "ramp-up", MirrorLimits::withRampUp);
        builder.limits(settings.limits);
        try {
            builder.marks(
                    new CopyMarks(properties.marks().mark(), properties.marks().id()));
        } catch (IllegalArgumentException e) {
            problems.add(new SettingProblem("mirror.marks", String.valueOf(e.getMessage())));
        }
    }

    private <T> void limit(@Nullable T given, String name, BiFunction<MirrorLimits, T, MirrorLimits> change) {
        if (given == null) {
            return;
        }
        try {
            limits = change.apply(limits, given);
        } catch (IllegalArgumentException e) {
            problems.add(new SettingProblem("mirror.limits." + name, String.valueOf(e.getMessage())));
        }
    }
}
