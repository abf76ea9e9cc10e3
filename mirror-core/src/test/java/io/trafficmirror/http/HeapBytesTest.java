// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What heads count against what they hold, for each layout of objects, by a {@link HeapProbe} in a JVM of its own. */
class HeapBytesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseCompressedOops",
                "-XX:-UseCompressedOops",
                "-XX:-UseCompressedOops -XX:-UseCompressedClassPointers"
            })
    void a_head_counts_what_it_holds_and_not_three_times_that(String layout) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(layout.split(" ", -1)));
        command.addAll(List.of("-cp", classPath(), HeapProbe.class.getName()));
        Process probe = new ProcessBuilder(command).redirectErrorStream(true).start();
        String lines = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(probe.waitFor()).as(lines).isZero();
        // What the JVM itself has to say of such a layout begins with a tag in brackets.
        assertThat(lines.lines().filter(line -> !line.contains("warning") && !line.startsWith("[")))
                .hasSize(7)
                .allSatisfy(line -> {
                    String[] words = line.split(" ", -1);
                    long counted = Long.parseLong(words[1]);
                    long held = Long.parseLong(words[2]);
                    assertThat(counted).as(line).isBetween(held, 3 * held);
                });
    }

    /** Where these classes are, whoever has loaded them. */
    private static String classPath() {
        return Stream.of(HeapProbe.class, Headers.class)
                .map(HeapBytesTest::rootOf)
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }

    private static String rootOf(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        URL found = Objects.requireNonNull(type.getClassLoader().getResource(file));
        assertThat(found.getProtocol()).isEqualTo("file");
        Path path = Path.of(URI.create(found.toString()));
        return path.getRoot()
                .resolve(path.subpath(0, path.getNameCount() - Path.of(file).getNameCount()))
                .toString();
    }
}
