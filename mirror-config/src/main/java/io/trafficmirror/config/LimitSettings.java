// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.targets.TargetLimits.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code limits} of a policy, and its {@code breaker}. Immutable. */
record LimitSettings(
        Optional<Integer> maxQueued,
        Optional<Integer> maxInFlight,
        Optional<Duration> maxQueueAge,
        Optional<Duration> connectTimeout,
        Optional<Duration> deadline,
        Optional<Overflow> overflow,
        BreakerSettings breaker) {
    private static final List<String> FIELDS =
            List.of("maxQueued", "maxInFlight", "maxQueueAge", "connectTimeout", "deadline", "overflow");
    private static final Map<String, Overflow> OVERFLOW =
            new TreeMap<>(Map.of("dropNewest", Overflow.DROP_NEWEST, "dropOldest", Overflow.DROP_OLDEST));

    static LimitSettings read(YamlFields spec) {
        BreakerSettings breaker = BreakerSettings.read(spec);
        Optional<YamlFields> limits = spec.read("limits", value -> value.fields(FIELDS));
        return new LimitSettings(
                limits.flatMap(l -> l.read("maxQueued", v -> v.integer(1, 1_000_000))),
                limits.flatMap(l -> l.read("maxInFlight", v -> v.integer(1, 10_000))),
                limits.flatMap(l -> l.read("maxQueueAge", Quantities::bound)),
                limits.flatMap(l -> l.read("connectTimeout", Quantities::bound)),
                limits.flatMap(l -> l.read("deadline", Quantities::bound)),
                limits.flatMap(l -> l.read("overflow", v -> v.choice(OVERFLOW))),
                breaker);
    }

    /** A deadline below the connect timeout shortens it, unless the policy sets both. */
    TargetLimits applyTo(TargetLimits limits) {
        TargetLimits changed = limits.withBreaker(breaker.applyTo(limits.breaker()))
                .withMaxQueued(maxQueued.orElse(limits.maxQueued()))
                .withMaxInFlight(maxInFlight.orElse(limits.maxInFlight()))
                .withMaxQueueAge(maxQueueAge.orElse(limits.maxQueueAge()))
                .withOverflow(overflow.orElse(limits.overflow()));
        if (deadline.isPresent()) {
            changed = changed.withDeadline(deadline.get());
        }
        return connectTimeout.isPresent() ? changed.withConnectTimeout(connectTimeout.get()) : changed;
    }

    /** {@code breaker} of a policy. Immutable. */
    record BreakerSettings(
            Optional<Integer> consecutiveFailures,
            Optional<Integer> failurePercent,
            Optional<Integer> window,
            Optional<Duration> probeInterval,
            Optional<Duration> maxProbeInterval) {
        private static final List<String> FIELDS =
                List.of("consecutiveFailures", "failurePercent", "window", "probeInterval", "maxProbeInterval");

        static BreakerSettings read(YamlFields spec) {
            Optional<YamlFields> breaker = spec.read("breaker", value -> value.fields(FIELDS));
            return new BreakerSettings(
                    breaker.flatMap(b -> b.read("consecutiveFailures", v -> v.integer(1, Integer.MAX_VALUE))),
                    breaker.flatMap(b -> b.read("failurePercent", v -> v.integer(1, 100))),
                    breaker.flatMap(b -> b.read("window", v -> v.integer(1, 10_000))),
                    breaker.flatMap(b -> b.read("probeInterval", Quantities::bound)),
                    breaker.flatMap(b -> b.read("maxProbeInterval", Quantities::bound)));
        }

        BreakerRules applyTo(BreakerRules breaker) {
            return new BreakerRules(
                    consecutiveFailures.orElse(breaker.consecutiveFailures()),
                    failurePercent.orElse(breaker.failurePercent()),
                    window.orElse(breaker.window()),
                    probeInterval.orElse(breaker.probeInterval()),
                    maxProbeInterval.orElse(breaker.maxProbeInterval()));
        }
    }
}
