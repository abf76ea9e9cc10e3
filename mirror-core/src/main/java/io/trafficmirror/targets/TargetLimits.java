// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.targets;

import java.time.Duration;
import java.util.Objects;

/**
 * The bounds towards one shadow. Immutable.
 *
 * @param maxQueued copies that wait, 1..1000000
 * @param maxInFlight copies on the wire at once, and so connections, 1..10000
 * @param maxQueueAge how long a copy may wait before it is dropped
 * @param connectTimeout how long connecting may take, at most {@code deadline}
 * @param deadline how long the whole exchange with the shadow may take: connect, request, response with its body
 * @param overflow which copy goes when the queue is full
 * @param breaker the circuit breaker
 * @since 0.1.0
 */
public record TargetLimits(
        int maxQueued,
        int maxInFlight,
        Duration maxQueueAge,
        Duration connectTimeout,
        Duration deadline,
        Overflow overflow,
        BreakerRules breaker) {
    /** Which copy is given up when the queue is full. */
    public enum Overflow {
        /** The one that comes. */
        DROP_NEWEST,
        /** The one that has waited longest. */
        DROP_OLDEST
    }

    /** 1,024 waiting, 32 in flight, 5 s in the queue, 1 s to connect, 10 s in all. */
    public static final TargetLimits DEFAULT = new TargetLimits(
            1024,
            32,
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Overflow.DROP_NEWEST,
            BreakerRules.DEFAULT);

    /** Checks ranges and combinations. */
    public TargetLimits {
        inRange("maxQueued", maxQueued, 1_000_000);
        inRange("maxInFlight", maxInFlight, 10_000);
        positive("maxQueueAge", maxQueueAge);
        positive("connectTimeout", connectTimeout);
        positive("deadline", deadline);
        if (connectTimeout.compareTo(deadline) > 0) {
            throw new IllegalArgumentException(
                    "connectTimeout: must be at most the deadline (" + deadline + "), was " + connectTimeout);
        }
        Objects.requireNonNull(overflow, "overflow");
        Objects.requireNonNull(breaker, "breaker");
    }

    private static void inRange(String setting, int given, int most) {
        if (given < 1 || given > most) {
            throw new IllegalArgumentException(setting + ": must be 1.." + most + ", was " + given);
        }
    }

    private static void positive(String setting, Duration given) {
        Objects.requireNonNull(given, setting);
        if (given.isNegative() || given.isZero() || given.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(setting + ": must be above 0 and at most 24h, was " + given);
        }
    }

    /** The same with this queue length. */
    public TargetLimits withMaxQueued(int other) {
        return new TargetLimits(other, maxInFlight, maxQueueAge, connectTimeout, deadline, overflow, breaker);
    }

    /** The same with so many copies in flight. */
    public TargetLimits withMaxInFlight(int other) {
        return new TargetLimits(maxQueued, other, maxQueueAge, connectTimeout, deadline, overflow, breaker);
    }

    /** The same with this age in the queue. */
    public TargetLimits withMaxQueueAge(Duration other) {
        return new TargetLimits(maxQueued, maxInFlight, other, connectTimeout, deadline, overflow, breaker);
    }

    /** The same with this deadline; a longer connect timeout is shortened to it. */
    public TargetLimits withDeadline(Duration other) {
        Duration connect = connectTimeout.compareTo(other) > 0 ? other : connectTimeout;
        return new TargetLimits(maxQueued, maxInFlight, maxQueueAge, connect, other, overflow, breaker);
    }

    /** The same with this connect timeout. */
    public TargetLimits withConnectTimeout(Duration other) {
        return new TargetLimits(maxQueued, maxInFlight, maxQueueAge, other, deadline, overflow, breaker);
    }

    /** The same with this overflow policy. */
    public TargetLimits withOverflow(Overflow other) {
        return new TargetLimits(maxQueued, maxInFlight, maxQueueAge, connectTimeout, deadline, other, breaker);
    }

    /** The same with this breaker. */
    public TargetLimits withBreaker(BreakerRules other) {
        return new TargetLimits(maxQueued, maxInFlight, maxQueueAge, connectTimeout, deadline, overflow, other);
    }
}
