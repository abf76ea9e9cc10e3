// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    @Test
    void its_first_two_blocks_are_the_demo_and_the_tests() throws IOException {
        List<String> blocks = blocks("sh");

        assertThat(blocks).hasSize(2).allMatch(block -> block.lines().count() == 1);
        assertThat(blocks.get(0)).endsWith("java -jar examples/demo/target/mirror-demo.jar");
        assertThat(blocks.get(1)).startsWith("mvn ").endsWith(" verify");
    }

    @Test
    void its_example_is_code_that_compiles() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/trafficmirror/examples/demo/EmbeddingExample.java"));
        String example =
                source.substring(source.indexOf("// README: begin\n") + 17, source.indexOf("        // README: end"));

        assertThat(blocks("java")).containsExactly(example.stripTrailing().stripIndent());
    }

    @Test
    void its_example_starts_in_a_server() throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        Server server = new Server();
        server.setHandler(context);
        try (TrafficMirror mirror = EmbeddingExample.embed(context.getServletContext())) {
            server.start();

            assertThat(context.getServletContext()
                            .getFilterRegistration("mirror")
                            .getUrlPatternMappings())
                    .containsExactly("/*");
            assertThat(mirror.stats().mirrors()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    private static List<String> blocks(String language) throws IOException {
        List<String> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(Path.of("../../README.md"));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```" + language)) {
                found.add(lines.stream()
                        .skip(i + 1L)
                        .takeWhile(line -> !line.equals("```"))
                        .collect(Collectors.joining("\n")));
            }
        }
        return found;
    }
}
