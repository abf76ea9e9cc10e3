// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.paper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** On what, with what and when something is measured. Stateless. */
public final class Machine {
    private Machine() {}

    /** One sentence each: processor, system, Java, date, revision, and how busy the machine was before. */
    public static List<String> facts() {
        return List.of(
                Runtime.getRuntime().availableProcessors() + " processors, " + line("/proc/cpuinfo", "model name")
                        + ", " + line("/proc/meminfo", "MemTotal") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.version"),
                java(),
                "revision " + said("git", "rev-parse", "--short=12", "HEAD"),
                "begun "
                        + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                                .format(Instant.now().atZone(ZoneOffset.UTC)),
                "load of the machine in the minute before: " + load());
    }

    /** Name and version of the running Java. */
    public static String java() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    }

    /** What nginx calls itself. */
    public static String nginx() {
        return said("nginx", "-v").replace("nginx version: ", "");
    }

    private static String load() {
        try {
            String averages = Files.readString(Path.of("/proc/loadavg"));
            return averages.substring(0, averages.indexOf(' '));
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String line(String file, String name) {
        try {
            for (String line : Files.readAllLines(Path.of(file))) {
                if (line.startsWith(name)) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException e) {
            return "unknown";
        }
        return "unknown";
    }

    private static String said(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                String line = out.readLine();
                return line == null ? "unknown" : line;
            }
        } catch (IOException e) {
            return "not there";
        } catch (UncheckedIOException e) {
            return "unknown";
        }
    }
}
