// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The static files of the scenarios, below {@code /s/files}. Stateless. */
final class StaticFiles {
    /** Above what Tomcat leaves to the kernel, and above what the observer keeps. */
    static final int LARGE_BYTES = 100_000;

    static final String SMALL_TEXT = "0123456789abcdefghij";

    private StaticFiles() {}

    static void write(Path root) throws IOException {
        Path directory = Files.createDirectories(root.resolve("s/files"));
        Files.writeString(directory.resolve("small.txt"), SMALL_TEXT);
        Files.write(
                directory.resolve("large.bin"),
                SMALL_TEXT.repeat(LARGE_BYTES / 20).getBytes(US_ASCII));
    }
}
