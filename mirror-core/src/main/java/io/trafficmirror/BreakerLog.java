// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.targets.Target;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Says in the log when mirroring to a target is suspended, and when it goes on. A target that flaps gets one such pair of lines at
 * most every 30 s, with how often it was suspended since; what it has come to is always said in the end. Safe for concurrent use.
 */
final class BreakerLog {
    private static final long LINE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Consumer<String> suspended;
    private final Consumer<String> resumed;

    @GuardedBy("this")
    private final Map<Target, Line> lines = new HashMap<>();

    /** What was said of a target last, and what has happened since. Confined to the lock. */
    private static final class Line {
        private long at;
        private boolean open;
        private boolean saidOpen;
        private int unsaid;

        boolean isDue(long now) {
            return now - at >= LINE_NANOS;
        }
    }

    /**
     * A log without lines.
     *
     * @param suspended takes a line that tells of trouble
     * @param resumed takes a line that tells of its end
     */
    BreakerLog(Consumer<String> suspended, Consumer<String> resumed) {
        this.suspended = suspended;
        this.resumed = resumed;
    }

    /** The breaker of a target has opened or closed; {@code now} is in nanoseconds. */
    synchronized void changed(Target target, boolean opened, long now) {
        Line line = lines.get(target);
        boolean due = line == null || line.isDue(now);
        if (line == null) {
            line = new Line();
            lines.put(target, line);
        }
        line.open = opened;
        line.unsaid += opened ? 1 : 0;
        if (opened ? due : line.saidOpen) {
            say(target, line, now);
        }
    }

    /**
     * Says what had to wait, and forgets what is long over, or unknown by now. Called now and then.
     *
     * @param known whether copies may still go to a target
     */
    synchronized void round(long now, Predicate<Target> known) {
        Iterator<Map.Entry<Target, Line>> all = lines.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Target, Line> entry = all.next();
            Line line = entry.getValue();
            if (line.isDue(now) && line.unsaid > 0) {
                say(entry.getKey(), line, now);
            } else if (line.isDue(now) && (!line.open || !known.test(entry.getKey()))) {
                all.remove();
            }
        }
    }

    @GuardedBy("this")
    private void say(Target target, Line line, long now) {
        String often = line.unsaid > 1 || (line.unsaid > 0 && !line.open)
                ? " Suspended " + line.unsaid + (line.unsaid == 1 ? " time" : " times") + " since the last such line."
                : "";
        line.at = now;
        line.saidOpen = line.open;
        line.unsaid = 0;
        if (line.open) {
            suspended.accept("Mirroring to " + target
                    + " is suspended: the shadow fails. It is probed until it answers again." + often);
        } else {
            resumed.accept("Mirroring to " + target + " goes on: the shadow answers again." + often);
        }
    }
}
