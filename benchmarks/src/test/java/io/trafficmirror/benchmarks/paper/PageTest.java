// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    Path folder;

    @Test
    void replaces_what_is_between_the_marks_and_nothing_else() throws IOException {
        Path page = folder.resolve("page.md");
        Files.writeString(page, "before\n<!-- generated: a -->\nold\n<!-- end: a -->\nafter\n");
        Page.fill(page, "a", "new\n");
        Page.fill(page, "a", "newer");
        assertThat(page).hasContent("before\n<!-- generated: a -->\n\nnewer\n\n<!-- end: a -->\nafter\n");
    }

    @Test
    void refuses_a_page_without_marks() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "by hand");
        assertThatThrownBy(() -> Page.fill(page, "a", "new")).hasMessageContaining("has no marks");
        assertThat(page).hasContent("by hand");
    }
}
