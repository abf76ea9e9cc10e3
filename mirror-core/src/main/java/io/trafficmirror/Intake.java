// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.ByteBudget;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.OpenExchanges;
import io.trafficmirror.capture.Rebuild;
import io.trafficmirror.dispatch.CpuShare;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.ProtocolSwitch;
import io.trafficmirror.http.UnreadableHeadException;
import io.trafficmirror.report.Role;
import io.trafficmirror.sample.SampleDecision;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a request that has mirrors: each is sampled, what is bound to be dropped is refused before anything is captured, and
 * the rest begins. Safe for concurrent use.
 */
final class Intake {
    private final Parts parts;
    private final ByteBudget budget;
    private final Events events;
    private final Consumer<Throwable> faults;
    private final Observation observation;
    private final CpuShare cpu;
    private final OpenExchanges openExchanges;
    private final Consumer<Rebuild> rebuilds;
    private final Transformer transformer;
    private final ExchangeIds ids;
    private volatile boolean paused;

    /** Selections that an Error has broken off, until the next round. */
    @GuardedBy("this")
    private @Nullable Selection broken;

    Intake(
            Parts parts,
            ByteBudget budget,
            Events events,
            Consumer<Throwable> faults,
            Observation observation,
            CpuShare cpu,
            OpenExchanges openExchanges,
            Consumer<Rebuild> rebuilds,
            Transformer transformer) {
        this.parts = parts;
        this.budget = budget;
        this.events = events;
        this.ids = new ExchangeIds(parts.random());
        this.faults = faults;
        this.observation = observation;
        this.cpu = cpu;
        this.openExchanges = openExchanges;
        this.rebuilds = rebuilds;
        this.transformer = transformer;
    }

    void pause(boolean on) {
        paused = on;
    }

    boolean isPaused() {
        return paused;
    }

    <R> Exchange select(List<MirrorPlan> mirrors, R request, HeadReader<R> reader) {
        Selection selection = null;
        long began = 0;
        try {
            for (int i = 0; i < mirrors.size(); i++) {
                MirrorPlan mirror = mirrors.get(i);
                if (mirror.spec().role() == Role.CONTROL) {
                    continue; // comes with its shadow
                }
                SampleDecision decision = decide(mirror, request, reader);
                if (decision == SampleDecision.OUT) {
                    mirror.counters().notSampled();
                    continue;
                }
                int wanted =
                        decision == SampleDecision.IN ? mirror.spec().sampling().copies() : 1;
                long key = keyOf(mirror, request, reader);
                DropReason refusal = refusalOf(decision);
                if (refusal == null) {
                    refusal = refusal(mirror, key, request, reader);
                }
                if (refusal != null) {
                    refuse(mirror, wanted, key, refusal);
                    continue;
                }
                if (selection == null) {
                    began = parts.clock().getAsLong();
                    try {
                        selection = new Selection(
                                reader.snapshot(request),
                                ids,
                                budget,
                                events,
                                observation,
                                openExchanges,
                                rebuilds,
                                transformer);
                    } catch (UnreadableHeadException e) {
                        refuse(mirror, wanted, key, DropReason.UNSENDABLE);
                        continue;
                    }
                }
                add(selection, mirror, wanted, key, request, reader);
            }
            if (selection == null) {
                return Exchange.NONE;
            }
            Exchange exchange = selection.begin(began);
            cpu.charge(parts.clock().getAsLong() - began);
            return exchange;
        } catch (Throwable t) {
            // Nothing is called here: there may be no stack for it.
            if (selection != null) {
                synchronized (this) {
                    selection.nextBroken = broken;
                    broken = selection;
                }
            }
            throw t;
        }
    }

    private <R> void add(Selection to, MirrorPlan shadow, int wanted, long key, R request, HeadReader<R> reader) {
        for (int i = 1; i <= wanted; i++) {
            int number = wanted == 1 ? 0 : i;
            if (!to.add(shadow, number, key)) {
                refuse(shadow, 1, key, DropReason.BYTE_BUDGET);
                continue;
            }
            MirrorPlan control = shadow.control();
            if (control != null) {
                addControl(to, control, number, request, reader);
            }
        }
    }

    /** The shadow's copy has begun: the control is sampled within those, and a coin says which of the two leaves first. */
    private <R> void addControl(Selection to, MirrorPlan control, int number, R request, HeadReader<R> reader) {
        SampleDecision decision = decide(control, request, reader);
        if (decision == SampleDecision.OUT) {
            control.counters().notSampled();
            return;
        }
        long key = keyOf(control, request, reader);
        DropReason refusal = refusalOf(decision);
        if (refusal == null) {
            refusal = control.lane().refusal(key);
        }
        if (refusal != null) {
            refuse(control, 1, key, refusal);
        } else if (!to.addControl(control, number, key, parts.random().nextBoolean())) {
            refuse(control, 1, key, DropReason.BYTE_BUDGET);
        }
    }

    /** What a sampler of the user's own throws concerns this mirror alone. */
    private <R> SampleDecision decide(MirrorPlan mirror, R request, HeadReader<R> reader) {
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

    /** The key of its order; 0: none. What a supplier of the application throws is a fault, and costs no copy. */
    private <R> long keyOf(MirrorPlan mirror, R request, HeadReader<R> reader) {
        try {
            return mirror.ordering().key(request, reader);
        } catch (RuntimeException e) {
            faults.accept(e);
            return 0;
        }
    }

    /** Counts and tells copies that are given up before they begin. What carries the mark of a copy is nothing that a client did. */
    private void refuse(MirrorPlan mirror, int copies, long key, DropReason reason) {
        mirror.counters().refused(copies, reason);
        events.refused(mirror.name(), copies, reason);
        if (reason != DropReason.ALREADY_MIRRORED) {
            mirror.lane().lost(key);
        }
    }

    /** Ends the copies of requests that an Error has broken off here. Called by one thread now and then. */
    void recover() {
        for (Selection next = takeBroken(); next != null; next = takeBroken()) {
            try {
                next.recover();
            } catch (Throwable t) {
                putBack(next);
                throw t;
            }
        }
    }

    private synchronized @Nullable Selection takeBroken() {
        Selection first = broken;
        if (first != null) {
            broken = first.nextBroken;
            first.nextBroken = null;
        }
        return first;
    }

    private synchronized void putBack(Selection selection) {
        selection.nextBroken = broken;
        broken = selection;
    }

    /** Why no copy of this request will be made for this mirror, as far as that is known before anything is captured. */
    private <R> @Nullable DropReason refusal(MirrorPlan mirror, long key, R request, HeadReader<R> reader) {
        if (paused) {
            return DropReason.PAUSED;
        }
        if (reader.header(request, parts.marks().mark()) != null) {
            return DropReason.ALREADY_MIRRORED;
        }
        if (!isCopyable(request, reader)) {
            return DropReason.NOT_COPYABLE;
        }
        DropReason ofLane = mirror.lane().refusal(key);
        if (ofLane != null) {
            return ofLane;
        }
        if (budget.isSpent()) {
            return DropReason.BYTE_BUDGET;
        }
        return cpu.admits() ? null : DropReason.CPU_BUDGET;
    }

    private static <R> boolean isCopyable(R request, HeadReader<R> reader) {
        String method = reader.method(request);
        return !method.equals("CONNECT") && !method.equals("TRACE") && !ProtocolSwitch.isAsked(request, reader);
    }
}
