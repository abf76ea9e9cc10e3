// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on the architecture says of each package what the package says of itself. */
class ArchitecturePageTest {
    private static final Pattern ROW = Pattern.compile("\\| `(io\\.trafficmirror[a-z.]*)` \\| (.+) \\|");

    @Test
    void each_package_is_on_the_page_with_the_first_sentence_of_its_own_words() throws IOException {
        Path sources = root().resolve("mirror-core/src/main/java");
        List<String> rows = Files.readAllLines(page());

        List<String> named = rows.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1))
                .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(packages(sources));
        for (String line : rows) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Path own = sources.resolve(row.group(1).replace('.', '/')).resolve("package-info.java");
                assertThat(Files.readString(own).replaceAll("\\s+(\\* ?)?", " "))
                        .as(row.group(1))
                        .contains("/** " + row.group(2));
            }
        }
    }

    @Test
    void the_page_is_short() throws IOException {
        assertThat(Files.readAllLines(page())).hasSizeLessThanOrEqualTo(120);
    }

    private static List<String> packages(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file).getParent())
                    .filter(directory -> directory != null)
                    .map(directory -> directory.toString().replace('/', '.').replace('\\', '.'))
                    .distinct()
                    .collect(Collectors.toList());
        }
    }

    private static Path page() {
        return root().resolve("docs/architecture.md");
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve(".mvn"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
