// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.paper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page whose prose is written by hand around parts that are generated. Stateless. */
public final class Page {
    private Page() {}

    /**
     * Puts this text between the marks {@code <!-- generated: NAME -->} and {@code <!-- end: NAME -->}.
     *
     * @throws IllegalArgumentException if the page has no such marks
     */
    public static void fill(Path page, String name, String text) throws IOException {
        String begin = "<!-- generated: " + name + " -->";
        String end = "<!-- end: " + name + " -->";
        String all = Files.readString(page);
        int from = all.indexOf(begin);
        int to = all.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(page + ": has no marks \"" + begin + "\" and \"" + end + "\"");
        }
        Files.writeString(
                page, all.substring(0, from + begin.length()) + "\n\n" + text.strip() + "\n\n" + all.substring(to));
    }
}
