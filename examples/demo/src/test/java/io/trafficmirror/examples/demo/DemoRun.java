// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one run in this process gave. Immutable.
 *
 * @param status the exit status
 * @param out the lines of the standard output
 * @param err the lines of the standard error output
 */
record DemoRun(int status, List<String> out, List<String> err) {
    static DemoRun of(String... args) {
        return watched(line -> {}, args);
    }

    /** The watcher gets each line of the output, in the demo's own thread, before the demo goes on. */
    static DemoRun watched(Consumer<String> watcher, String... args) {
        Lines out = new Lines(watcher);
        Lines err = new Lines(line -> {});
        int status = Demo.run(args, out.stream(), err.stream());
        return new DemoRun(status, out.lines(), err.lines());
    }

    /** The lines below this one that are indented. */
    List<String> below(String title) {
        int at = out.indexOf(title);
        return at < 0
                ? List.of()
                : out.stream()
                        .skip(at + 1L)
                        .takeWhile(line -> line.startsWith("  "))
                        .map(String::strip)
                        .toList();
    }

    /** A number of the accounting. */
    long count(String row) {
        return out.stream()
                .filter(line -> line.startsWith("  " + row + " "))
                .map(line -> line.substring(2 + row.length()).strip().split(" ", 2)[0])
                .mapToLong(number -> Long.parseLong(number.replace(",", "")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + row + " in " + out));
    }

    /** Collects lines. Safe for concurrent use. */
    static final class Lines extends ByteArrayOutputStream {
        private final Consumer<String> watcher;

        Lines(Consumer<String> watcher) {
            this.watcher = watcher;
        }

        PrintStream stream() {
            return new PrintStream(this, true, StandardCharsets.UTF_8);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            new String(bytes, offset, length, StandardCharsets.UTF_8).lines().forEach(watcher);
        }

        synchronized List<String> lines() {
            return toString(StandardCharsets.UTF_8).lines().toList();
        }
    }
}
