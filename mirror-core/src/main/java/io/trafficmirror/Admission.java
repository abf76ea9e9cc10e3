// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.dispatch.CpuShare;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.sample.internal.SampleDecision;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whether a mirror gets copies of a request, as far as that is known before anything is captured: its share first, then all that would
 * drop the copy anyway. Reads, and keeps nothing but the pause. Safe for concurrent use.
 */
final class Admission {
    /** What becomes of a request for one mirror. Immutable. */
    sealed interface Decision {
        /** The share of the mirror leaves it out. */
        enum NotSampled implements Decision {
            NOT_SAMPLED
        }

        /**
         * Copies are made.
         *
         * @param copies how many, at least 1
         * @param key whose order they keep; 0: none
         */
        record Admitted(int copies, long key) implements Decision {}

        /**
         * Copies are wanted, and would be dropped.
         *
         * @param copies how many, at least 1
         * @param key whose order they would keep; 0: none
         * @param reason why
         */
        record Refused(int copies, long key, DropReason reason) implements Decision {}
    }

    private final String mark;
    private final ByteBudget budget;
    private final CpuShare cpu;
    private final Consumer<Throwable> faults;
    private volatile boolean paused;

    /**
     * Nothing is paused yet.
     *
     * @param mark the field that is on every copy
     * @param budget what copies may hold
     * @param cpu what copies may cost
     * @param faults takes what code of the application's own throws; does not throw itself
     */
    Admission(String mark, ByteBudget budget, CpuShare cpu, Consumer<Throwable> faults) {
        this.mark = mark;
        this.budget = budget;
        this.cpu = cpu;
        this.faults = faults;
    }

    void pause(boolean on) {
        paused = on;
    }

    boolean isPaused() {
        return paused;
    }

    /** For a mirror that is no control. */
    <R> Decision decide(ActiveMirror mirror, R request, HeadReader<R> reader) {
        SampleDecision sampled = sample(mirror, request, reader);
        if (sampled == SampleDecision.OUT) {
            return Decision.NotSampled.NOT_SAMPLED;
        }
        long key = keyOf(mirror, request, reader);
        DropReason refusal = refusalOf(sampled);
        if (refusal != null) {
            return new Decision.Refused(1, key, refusal);
        }
        int copies = mirror.spec().sampling().copies();
        refusal = refusal(mirror, key, request, reader);
        return refusal == null ? new Decision.Admitted(copies, key) : new Decision.Refused(copies, key, refusal);
    }

    /** For the control of a mirror that gets a copy of this request: it is sampled within those. */
    <R> Decision decideControl(ActiveMirror control, R request, HeadReader<R> reader) {
        SampleDecision sampled = sample(control, request, reader);
        if (sampled == SampleDecision.OUT) {
            return Decision.NotSampled.NOT_SAMPLED;
        }
        long key = keyOf(control, request, reader);
        DropReason refusal = refusalOf(sampled);
        if (refusal == null) {
            refusal = control.dispatcher().refusal(key);
        }
        return refusal == null ? new Decision.Admitted(1, key) : new Decision.Refused(1, key, refusal);
    }

    /** What a sampler of the user's own throws concerns this mirror alone. */
    private <R> SampleDecision sample(ActiveMirror mirror, R request, HeadReader<R> reader) {
        try {
            return mirror.sampler().decide(request, reader);
        } catch (Throwable t) {
            faults.accept(t);
            return SampleDecision.FAILED;
        }
    }

    private static @Nullable DropReason refusalOf(SampleDecision decision) {
        return switch (decision) {
            case IN, OUT -> null;
            case RATE_CAPPED -> DropReason.RATE_CAP;
            case RAMPING_UP -> DropReason.RAMP_UP;
            case FAILED -> DropReason.INTERNAL_ERROR;
        };
    }

    /** What a supplier of the application throws is a fault, and costs no copy. */
    private <R> long keyOf(ActiveMirror mirror, R request, HeadReader<R> reader) {
        try {
            return mirror.ordering().key(request, reader);
        } catch (Throwable t) {
            faults.accept(t);
            return 0;
        }
    }

    private <R> @Nullable DropReason refusal(ActiveMirror mirror, long key, R request, HeadReader<R> reader) {
        if (paused) {
            return DropReason.PAUSED;
        }
        if (reader.header(request, mark) != null) {
            return DropReason.ALREADY_MIRRORED;
        }
        if (Uncopyable.is(request, reader)) {
            return DropReason.NOT_COPYABLE;
        }
        DropReason ofDispatcher = mirror.dispatcher().refusal(key);
        if (ofDispatcher != null) {
            return ofDispatcher;
        }
        if (budget.isSpent()) {
            return DropReason.BYTE_BUDGET;
        }
        return cpu.admits() ? null : DropReason.CPU_BUDGET;
    }
}
