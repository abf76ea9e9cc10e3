// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads manifests, with settings. Immutable.
 *
 * @since 0.1.0
 */
public final class ManifestReader {
    private final BackendUrls backends;

    ManifestReader(BackendUrls backends) {
        this.backends = backends;
    }

    /** The same with these URLs of backends. */
    public ManifestReader withBackends(BackendUrls other) {
        return new ManifestReader(other);
    }

    /**
     * Reads files, and of directories the files that end in {@code .yaml} or {@code .yml}, sorted by name.
     *
     * @throws ManifestException with all errors of all files
     */
    public Loaded read(Path... paths) {
        Problems problems = new Problems();
        return read(SourceText.of(List.of(paths), problems), problems);
    }

    /**
     * Reads a text of one or more documents.
     *
     * @param sourceName what messages call it
     * @throws ManifestException with all errors
     */
    public Loaded read(String yaml, String sourceName) {
        return read(List.of(new SourceText(sourceName, yaml)), new Problems());
    }

    /** Reads texts that have been fetched already; {@code problems} holds what went wrong with that. */
    Loaded read(List<SourceText> sources, Problems problems) {
        ManifestSet set = new ManifestSet(problems);
        sources.forEach(set::add);
        return set.assemble(backends);
    }
}
