// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The lines of an access log, which are written a moment after the answers. Safe for concurrent use. */
final class AccessLines {
    @GuardedBy("this")
    private final List<String> lines = new ArrayList<>();

    synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** The lines, as soon as there are so many, or after this time. */
    synchronized List<String> await(int count, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); lines.size() < count && left > 0; left = end - System.nanoTime()) {
            wait(left / 1_000_000 + 1);
        }
        return List.copyOf(lines);
    }

    /** A line without what differs between two servers: time, size and duration. */
    static String comparable(String line) {
        return line.replaceAll("(time|size_bytes|duration_ms)=(\"[^\"]*\"|\\S+) ", "");
    }
}
