// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads routes from files, for adapters that are set up by text alone, such as a servlet filter in {@code web.xml}. Found by
 * {@link java.util.ServiceLoader}; {@code mirror-config} brings one. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface RouteSource {
    /**
     * The routes of a file, or of all files of a directory.
     *
     * @throws IllegalArgumentException naming the file, the place and what is allowed there
     */
    List<MirrorRoute> load(Path file);

    /**
     * The routes of a text, such as a file within an archive holds.
     *
     * @param source what messages call it
     * @throws IllegalArgumentException naming the source, the place and what is allowed there
     */
    List<MirrorRoute> read(String text, String source);
}
