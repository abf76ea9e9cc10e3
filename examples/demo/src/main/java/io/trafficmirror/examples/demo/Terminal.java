// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody watches. Stateless. */
final class Terminal {
    private static final Path STDOUT = Path.of("/proc/self/fd/1");

    private Terminal() {}

    /** From JDK 22 to 24 there is a console also without a terminal, so that Linux is asked too. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isStandardOutput() {
        return System.console() != null && !isRedirected();
    }

    private static boolean isRedirected() {
        try {
            return Files.exists(STDOUT) && !Files.readSymbolicLink(STDOUT).startsWith("/dev");
        } catch (IOException e) {
            return false;
        }
    }
}
