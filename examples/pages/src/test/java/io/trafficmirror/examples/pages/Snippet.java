// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of a page. Immutable.
 *
 * @param page the name of the file
 * @param line of the fence
 * @param language what stands behind the fence
 * @param given what the comment above it declares, as in {@code <!-- given: TrafficMirror mirror -->}; empty without one
 * @param text between the fences
 */
record Snippet(String page, int line, String language, String given, String text) {
    static final Path ROOT = Path.of("../..");
    private static final Pattern GIVEN = Pattern.compile("<!-- given: (.+) -->");

    /** Those in this language, of README and of all pages. */
    static List<Snippet> in(String language) throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            List<Snippet> found = new ArrayList<>();
            for (Path page : Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                of(page).stream()
                        .filter(snippet -> snippet.language.equals(language))
                        .forEach(found::add);
            }
            return found;
        }
    }

    private static List<Snippet> of(Path page) throws IOException {
        List<Snippet> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.startsWith("```")) {
                continue;
            }
            int end = i + 1;
            while (!lines.get(end).strip().equals("```")) {
                end++;
            }
            Matcher given = GIVEN.matcher(i == 0 ? "" : lines.get(i - 1).strip());
            String text = String.join("\n", lines.subList(i + 1, end)).stripIndent();
            found.add(new Snippet(
                    page.getFileName().toString(),
                    i + 1,
                    line.substring(3),
                    given.matches() ? given.group(1) : "",
                    text));
            i = end;
        }
        return found;
    }

    /** Where it stands. */
    @Override
    public String toString() {
        return page + ":" + line;
    }
}
