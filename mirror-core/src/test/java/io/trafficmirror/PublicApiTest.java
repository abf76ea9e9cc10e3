// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users are told of the public types of all published modules: since when they are there, and what may change. */
class PublicApiTest {
    private static final Pattern EXPORT = Pattern.compile("^ +exports ([a-z.0-9]+)", Pattern.MULTILINE);
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public [a-z -]*(class|interface|@interface|record|enum) \\w+", Pattern.MULTILINE);
    private static final Pattern SINCE = Pattern.compile("^ \\* @since \\d+\\.\\d+\\.\\d+$", Pattern.MULTILINE);

    @Test
    void every_public_type_says_since_when_it_is_there() throws IOException {
        int types = 0;
        List<String> without = new ArrayList<>();
        for (Path sources : sources()) {
            for (String exported : exports(sources)) {
                for (Path file : javaFiles(sources.resolve(exported.replace('.', '/')))) {
                    String text = Files.readString(file);
                    Matcher type = PUBLIC_TYPE.matcher(text);
                    if (type.find()) {
                        types++;
                        if (!SINCE.matcher(text.substring(0, type.start())).find()) {
                            without.add(file.toString());
                        }
                    }
                }
            }
        }

        assertThat(types).isGreaterThan(200);
        assertThat(without).isEmpty();
    }

    @Test
    void every_exported_package_stands_once_among_what_may_change() throws IOException {
        List<String> exported = new ArrayList<>();
        for (Path sources : sources()) {
            exported.addAll(exports(sources));
        }
        String page = Files.readString(root().resolve("docs/compatibility.md"));
        List<String> told = Pattern.compile("`(io\\.trafficmirror[a-z.0-9]*)`")
                .matcher(page.substring(page.indexOf("## What may change")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();

        assertThat(told).containsExactlyInAnyOrderElementsOf(exported);
    }

    /** The sources of each published module. */
    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(root())) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(sources -> Files.exists(sources.resolve("module-info.java")))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> exports(Path sources) throws IOException {
        return EXPORT.matcher(Files.readString(sources.resolve("module-info.java")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<Path> javaFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve(".mvn"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
