// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The page's files, by name: a closed list, read once from the jar. Immutable. */
final class StaticFiles {
    private static final String JS = "text/javascript; charset=utf-8";

    /** By path: the type of each. */
    static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("index.html", "text/html; charset=utf-8"),
            Map.entry("console.css", "text/css; charset=utf-8"),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("console.js", JS),
            Map.entry("feed.js", JS),
            Map.entry("verdict.js", JS),
            Map.entry("causes.js", JS),
            Map.entry("mirrors.js", JS),
            Map.entry("latency.js", JS),
            Map.entry("control.js", JS),
            Map.entry("parts.js", JS),
            Map.entry("lit-html.js", JS),
            Map.entry("api/v1/state.schema.json", "application/schema+json"));

    private final Map<String, Entity> files = new TreeMap<>();

    StaticFiles() {
        TYPES.forEach((path, type) -> files.put(path, new Entity(type, read(path))));
    }

    private static byte[] read(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        try (InputStream in = StaticFiles.class.getResourceAsStream("page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the console's " + name + " is missing in its jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Entity> file(String path) {
        return Optional.ofNullable(files.get(path.isEmpty() ? "index.html" : path));
    }
}
