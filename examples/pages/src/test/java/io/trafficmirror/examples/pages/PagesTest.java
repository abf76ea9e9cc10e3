// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.config.BackendUrls;
import io.trafficmirror.config.Loaded;
import io.trafficmirror.config.Manifests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the pages show is code that compiles and manifests that load. */
class PagesTest {
    @Test
    void each_piece_of_java_compiles() throws IOException {
        List<Snippet> snippets = Snippet.in("java");
        try (SnippetCompiler compiler = new SnippetCompiler()) {
            assertThat(compiler.errors(snippets)).isEmpty();
        }
        assertThat(snippets).extracting(Snippet::page).contains("README.md", "console.md", "fleet.md", "routing.md");
    }

    @Test
    void what_does_not_compile_is_found_with_its_line() throws IOException {
        Snippet missing = new Snippet("a.md", 10, "java", "int given", "int x = given;\nint y = missing;");
        Snippet broken = new Snippet("b.md", 20, "java", "", "int x = 1 +;");
        Snippet members = new Snippet("c.md", 1, "java", "", "int x() { return 1; }");
        Snippet types =
                new Snippet("d.md", 1, "java", "", "import java.util.List;\npublic record Pair(List<String> a) {}");
        try (SnippetCompiler compiler = new SnippetCompiler()) {
            assertThat(compiler.errors(List.of(missing, members, types)))
                    .singleElement()
                    .asString()
                    .startsWith("a.md:12: cannot find symbol");
            assertThat(compiler.errors(List.of(broken))).first().asString().startsWith("b.md:21: illegal start");
        }
    }

    /** The documents of a page are read together, beside what {@link ManifestsOfPages} adds. */
    @Test
    void each_manifest_loads() throws IOException {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        for (Snippet snippet : Snippet.in("yaml")) {
            if (snippet.text().startsWith("apiVersion:")) {
                pages.computeIfAbsent(snippet.page(), page -> new ArrayList<>()).add(snippet.text());
            }
        }

        assertThat(pages).containsKey("routing.md");
        pages.forEach((page, documents) -> {
            for (String document : documents) {
                Loaded loaded =
                        Manifests.with(BackendUrls.none()).read(ManifestsOfPages.ROUTE + "\n---\n" + document, page);
                assertThat(loaded.routes()).as(page).isNotEmpty();
                assertThat(loaded.warnings()).as(page).isEmpty();
            }
        });
    }
}
