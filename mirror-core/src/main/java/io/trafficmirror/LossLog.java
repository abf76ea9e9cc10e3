// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.transport.FailureReason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says in the log which copies are lost, and why: one line a mirror at most every 30 s, with everything since its last one. What
 * the configuration wants so, or the guard against loops, is no loss; but since it may be all that a client sends, it is said once
 * for each mirror and reason. Safe for concurrent use.
 */
final class LossLog {
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final Set<DropReason> WANTED = EnumSet.of(
            DropReason.PAUSED,
            DropReason.ALREADY_MIRRORED,
            DropReason.NOT_COPYABLE,
            DropReason.RAMP_UP,
            DropReason.RATE_CAP,
            DropReason.STATUS_NOT_WANTED,
            DropReason.CLOSED);

    /** Whoever closes a mirror knows. */
    private static final Set<DropReason> NEVER_SAID = EnumSet.of(DropReason.RAMP_UP, DropReason.CLOSED);

    private final Supplier<List<MirrorCounts>> counts;
    private final Consumer<String> log;

    @GuardedBy("this")
    private final Map<MirrorName, Line> lines = new HashMap<>();

    @GuardedBy("this")
    private final Map<MirrorName, Set<DropReason>> said = new HashMap<>();

    @GuardedBy("this")
    private long lookAt;

    @GuardedBy("this")
    private boolean started;

    /** What was counted when a mirror's last line was written. */
    private record Line(long at, MirrorCounts counts) {}

    /**
     * A log of these counts.
     *
     * @param log takes one line
     */
    LossLog(Supplier<List<MirrorCounts>> counts, Consumer<String> log) {
        this.counts = counts;
        this.log = log;
    }

    /** Looks at the counts about once a second; {@code now} is in nanoseconds. */
    synchronized void round(long now) {
        if (started && now - lookAt < 0) {
            return;
        }
        started = true;
        lookAt = now + LOOK_NANOS;
        look(now, false);
    }

    /** Looks a last time, however soon after the one before: what was lost since the last line would never be said. */
    synchronized void last(long now) {
        look(now, true);
    }

    @GuardedBy("this")
    private void look(long now, boolean isLast) {
        List<MirrorCounts> all = counts.get();
        Set<MirrorName> known = all.stream().map(MirrorCounts::mirror).collect(Collectors.toSet());
        lines.keySet().retainAll(known);
        said.keySet().retainAll(known);
        for (MirrorCounts mirror : all) {
            sayOnce(mirror);
            Line last = lines.get(mirror.mirror());
            if (last == null || isLast || now - last.at() >= LINE_NANOS) {
                String losses = losses(mirror, last == null ? null : last.counts());
                if (!losses.isEmpty()) {
                    lines.put(mirror.mirror(), new Line(now, mirror));
                    log.accept("Copies lost by " + mirror.mirror() + (last == null ? "" : " since the last such line")
                            + ": " + losses + "; " + mirror.sent() + " sent in all");
                }
            }
        }
    }

    /** One line for all reasons that are new. */
    @GuardedBy("this")
    private void sayOnce(MirrorCounts mirror) {
        StringJoiner fresh = new StringJoiner(", ");
        Set<DropReason> before = said.getOrDefault(mirror.mirror(), Set.of());
        Set<DropReason> now = EnumSet.noneOf(DropReason.class);
        for (Map.Entry<DropReason, Long> dropped : mirror.dropped().entrySet()) {
            DropReason reason = dropped.getKey();
            if (dropped.getValue() > 0 && WANTED.contains(reason) && !NEVER_SAID.contains(reason)) {
                now.add(reason);
                if (!before.contains(reason)) {
                    fresh.add(reason.tag() + " " + dropped.getValue());
                }
            }
        }
        if (fresh.length() > 0) {
            said.put(mirror.mirror(), now);
            log.accept("No copies of some requests by " + mirror.mirror() + ": " + fresh
                    + "; docs/limits.md says what these reasons mean. They are counted, and not said again");
        }
    }

    private static String losses(MirrorCounts now, @Nullable MirrorCounts last) {
        Map<DropReason, Long> droppedBefore = last == null ? Map.of() : last.dropped();
        Map<FailureReason, Long> failedBefore = last == null ? Map.of() : last.failed();
        String dropped = list(now.dropped(), droppedBefore, DropReason::tag, WANTED);
        String failed = list(now.failed(), failedBefore, FailureReason::tag, Set.of());
        StringJoiner both = new StringJoiner(", ");
        if (!dropped.isEmpty()) {
            both.add("dropped " + dropped);
        }
        if (!failed.isEmpty()) {
            both.add("failed " + failed);
        }
        return both.toString();
    }

    private static <K> String list(Map<K, Long> now, Map<K, Long> before, Function<K, String> name, Set<K> without) {
        StringJoiner configuration = new StringJoiner(", ", "(", ")").setEmptyValue("");
        long sum = 0;
        for (Map.Entry<K, Long> entry : now.entrySet()) {
            long fresh = entry.getValue() - before.getOrDefault(entry.getKey(), 0L);
            if (fresh > 0 && !without.contains(entry.getKey())) {
                sum += fresh;
                configuration.add(name.apply(entry.getKey()) + " " + fresh);
            }
        }
        return sum == 0 ? "" : sum + " " + configuration;
    }
}
