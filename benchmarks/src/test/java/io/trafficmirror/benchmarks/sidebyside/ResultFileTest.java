// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    private Path folder;

    @Test
    void a_run_that_goes_on_elsewhere_tells_what_is_new_there() throws IOException {
        ResultFile file = new ResultFile(folder.resolve("samples.jsonl"));
        file.begin(List.of("2 processors", "revision 1"));

        file.noteNew(List.of("2 processors", "revision 2"));

        assertThat(file.facts()).containsExactly("2 processors", "revision 1", "revision 2");
    }
}
