// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.Admission.Decision;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.dispatch.CpuShare;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.UnreadableHeadException;
import io.trafficmirror.report.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Begins the copies of a request that has mirrors, as the {@link Admission} decides for each of these. Safe for concurrent use.
 */
final class CopySelector {
    private final MirrorConfiguration configuration;
    private final Admission admission;
    private final CpuShare cpu;
    private final Selection.Parts parts;

    /** Selections that an Error has broken off, until the next round. */
    @GuardedBy("this")
    private @Nullable Selection broken;

    CopySelector(MirrorConfiguration configuration, Admission admission, CpuShare cpu, Selection.Parts parts) {
        this.configuration = configuration;
        this.admission = admission;
        this.cpu = cpu;
        this.parts = parts;
    }

    <R> Exchange select(List<ActiveMirror> mirrors, R request, HeadReader<R> reader) {
        Selection selection = null;
        boolean isMeasured = false;
        long began = 0;
        try {
            for (int i = 0; i < mirrors.size(); i++) {
                ActiveMirror mirror = mirrors.get(i);
                if (mirror.spec().role() == Role.CONTROL) {
                    continue; // comes with its shadow
                }
                Decision decision = admission.decide(mirror, request, reader);
                if (!(decision instanceof Decision.Admitted admitted)) {
                    turnAway(mirror, decision);
                    continue;
                }
                if (selection == null) {
                    long number = parts.ids().next();
                    isMeasured = cpu.measures(number);
                    began = isMeasured ? configuration.clock().getAsLong() : 0;
                    try {
                        selection = new Selection(parts, reader.snapshot(request), number);
                    } catch (UnreadableHeadException e) {
                        refuse(mirror, admitted.copies(), admitted.key(), DropReason.UNSENDABLE);
                        continue;
                    }
                }
                add(selection, mirror, admitted, request, reader);
            }
            if (selection == null) {
                return Exchange.NONE;
            }
            Exchange exchange = selection.begin();
            if (isMeasured) {
                cpu.charge(configuration.clock().getAsLong() - began);
            }
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

    private <R> void add(
            Selection to, ActiveMirror shadow, Decision.Admitted admitted, R request, HeadReader<R> reader) {
        for (int i = 1; i <= admitted.copies(); i++) {
            int number = admitted.copies() == 1 ? 0 : i;
            if (!to.add(shadow, number, admitted.key())) {
                refuse(shadow, 1, admitted.key(), DropReason.BYTE_BUDGET);
                continue;
            }
            ActiveMirror control = shadow.control();
            if (control != null) {
                addControl(to, control, number, request, reader);
            }
        }
    }

    /** The shadow's copy has begun: the control is sampled within those, and a coin says which of the two leaves first. */
    private <R> void addControl(Selection to, ActiveMirror control, int number, R request, HeadReader<R> reader) {
        Decision decision = admission.decideControl(control, request, reader);
        if (!(decision instanceof Decision.Admitted admitted)) {
            turnAway(control, decision);
        } else if (!to.addControl(
                control, number, admitted.key(), configuration.random().nextBoolean())) {
            refuse(control, 1, admitted.key(), DropReason.BYTE_BUDGET);
        }
    }

    private void turnAway(ActiveMirror mirror, Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            refuse(mirror, refused.copies(), refused.key(), refused.reason());
        } else {
            mirror.counters().notSampled();
        }
    }

    /** Counts and tells copies that are given up before they begin. What carries the mark of a copy is nothing that a client did. */
    private void refuse(ActiveMirror mirror, int copies, long key, DropReason reason) {
        mirror.counters().refused(copies, reason);
        parts.events().refused(mirror.name(), copies, reason);
        if (reason != DropReason.ALREADY_MIRRORED) {
            mirror.dispatcher().lost(key);
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
}
