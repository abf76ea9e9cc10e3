// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The demo as a process of its own, with hardly any memory. */
class SmallProcessTest {
    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void stop() {
        shadow.close();
    }

    @Test
    void the_process_ends_by_itself_in_a_small_heap_although_the_shadow_hangs()
            throws IOException, InterruptedException {
        shadow.behave(Fault.silence(Phase.AFTER_REQUEST_HEAD));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Demo.class.getName(),
                        "--requests=360",
                        "--shadow=" + shadow.uri())
                .redirectErrorStream(true)
                .start();
        try (var out = process.inputReader()) {
            String text = out.lines().collect(Collectors.joining("\n"));
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(text).isTrue();
            assertThat(process.exitValue()).as(text).isZero();
            assertThat(text).contains("Kept: the primary made no error");
        } finally {
            process.destroyForcibly();
        }
    }
}
