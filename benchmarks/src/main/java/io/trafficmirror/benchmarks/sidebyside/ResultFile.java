// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Raw results on disk: facts about the run as comments, then one line for each sample, written as it is taken.
 *
 * @param path of the file
 */
record ResultFile(Path path) {
    /** Begins it anew. */
    void begin(List<String> facts) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(path, facts.stream().map(fact -> "# " + fact).toList());
    }

    /** More about the run. */
    void note(String fact) throws IOException {
        append("# " + fact);
    }

    /** What it does not tell yet about the run: it may go on elsewhere. */
    void noteNew(List<String> facts) throws IOException {
        List<String> known = facts();
        for (String fact : facts) {
            if (!known.contains(fact)) {
                note(fact);
            }
        }
    }

    void add(Sample sample) throws IOException {
        append(sample.toJson());
    }

    private void append(String line) throws IOException {
        Files.writeString(path, line + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    }

    /** All that were taken, those refused that break the rule. */
    Samples samples() throws IOException {
        return new Samples(
                Samples.read(path).all().stream().map(SampleRule::applied).toList());
    }

    List<String> facts() throws IOException {
        return Files.exists(path)
                ? Files.readAllLines(path).stream()
                        .filter(line -> line.startsWith("# "))
                        .map(line -> line.substring(2))
                        .toList()
                : List.of();
    }
}
