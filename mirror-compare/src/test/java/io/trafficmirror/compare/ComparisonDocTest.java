// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.gate.GateServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code of docs/comparison.md. */
class ComparisonDocTest {
    private static final Pattern IN_PAGE = Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern IN_SOURCE = Pattern.compile("// docs: begin\n(.*?)\n *// docs: end", Pattern.DOTALL);

    @Test
    void its_examples_are_code_that_compiles() throws IOException {
        String page = Files.readString(Path.of("../docs/comparison.md"));
        String source = Files.readString(Path.of("src/test/java/io/trafficmirror/compare/ComparisonExample.java"));

        assertThat(all(IN_PAGE, page))
                .hasSize(3)
                .containsExactlyElementsOf(
                        all(IN_SOURCE, source).stream().map(String::stripIndent).toList());
    }

    @Test
    void its_examples_run() throws Exception {
        ComparingObserver comparing = ComparisonExample.observer();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (TrafficMirror mirror = ComparisonExample.mirror(comparing);
                GateServer gate = ComparisonExample.gate(comparing, anyPort, "a-token-of-some-length")) {
            assertThat(mirror.stats().mirrors()).hasSize(2);
            assertThat(gate.address().getPort()).isPositive();
        }
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }
}
