// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.verdict.Judgement;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link MirrorConsole}. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class MirrorConsoleBuilder {
    private @Nullable TrafficMirror mirror;
    private @Nullable Supplier<Findings> findings;
    private Judgement judgement = Judgement.defaults();
    private @Nullable Runnable reset;
    private @Nullable ConsoleAuthoriser authoriser;
    private LongSupplier clock = System::nanoTime;

    MirrorConsoleBuilder() {}

    /** Shows what this mirror copies, and lets who is authorised pause it and change its share. */
    public MirrorConsoleBuilder mirror(TrafficMirror shown) {
        mirror = Objects.requireNonNull(shown, "mirror");
        return this;
    }

    /** Shows what this one finds, and lets who is authorised begin its experiment anew. */
    public MirrorConsoleBuilder verdict(LiveVerdict live) {
        reset = live::reset;
        return findings(live::look, live.judgement());
    }

    /**
     * Shows what was found elsewhere, such as by many replicas together.
     *
     * @param looks asked at most once a second; safe for concurrent use
     * @param asked the question that they answer
     */
    public MirrorConsoleBuilder findings(Supplier<Findings> looks, Judgement asked) {
        findings = Objects.requireNonNull(looks, "findings");
        judgement = Objects.requireNonNull(asked, "judgement");
        return this;
    }

    /** Lets those act whom this one allows to. Without one nobody can, and the page offers nothing. */
    public MirrorConsoleBuilder authoriser(ConsoleAuthoriser who) {
        authoriser = Objects.requireNonNull(who, "authoriser");
        return this;
    }

    /** Another clock, in nanoseconds. */
    MirrorConsoleBuilder clock(LongSupplier nanos) {
        clock = nanos;
        return this;
    }

    /**
     * The console.
     *
     * @throws IllegalStateException if there is nothing to show
     */
    public MirrorConsole build() {
        if (mirror == null && findings == null) {
            throw new IllegalStateException("console: needs a mirror, a verdict, or both");
        }
        StateSource source = new StateSource(Optional.ofNullable(findings), judgement, Optional.ofNullable(mirror));
        Actions actions =
                new Actions(Optional.ofNullable(authoriser), Optional.ofNullable(mirror), Optional.ofNullable(reset));
        return new MirrorConsole(new StateCache(source, actions, clock), actions, Optional.ofNullable(mirror));
    }
}
