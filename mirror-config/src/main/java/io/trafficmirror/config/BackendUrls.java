// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.targets.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where backends listen that are not to be found under their cluster name. Immutable.
 *
 * <p>A key is {@code name} or {@code namespace/name}, each optionally with {@code :port}. Of several that fit, the one that says
 * most wins: namespace and port, then namespace, then port, then the name alone.
 *
 * @since 0.1.0
 */
public final class BackendUrls {
    private static final BackendUrls NONE = new BackendUrls(Map.of());

    private final Map<String, Target> targets;

    private BackendUrls(Map<String, Target> targets) {
        this.targets = Map.copyOf(targets);
    }

    /** Every backend under its cluster name. */
    public static BackendUrls none() {
        return NONE;
    }

    /**
     * These and one more.
     *
     * @param backend the key; a second entry for it replaces the first
     * @param url an origin, such as {@code http://127.0.0.1:8000}
     * @throws IllegalArgumentException if the key or the URL is none
     */
    public BackendUrls with(String backend, String url) {
        if (!isKey(backend)) {
            throw new IllegalArgumentException("backend: must be [namespace/]name[:port], was \"" + backend + '"');
        }
        Map<String, Target> more = new LinkedHashMap<>(targets);
        more.put(backend, Target.parse(url));
        return new BackendUrls(more);
    }

    static boolean isKey(String key) {
        return key.matches("([^/:\\s]+/)?[^/:\\s]+(:[1-9][0-9]{0,4})?");
    }

    /** The URL for a backend; empty: none was given. */
    Optional<Target> find(Optional<String> namespace, String name, OptionalInt port) {
        return keys(namespace, name, port).stream()
                .filter(targets::containsKey)
                .findFirst()
                .map(targets::get);
    }

    /** What may stand for a backend, from what says most to what says least. */
    static List<String> keys(Optional<String> namespace, String name, OptionalInt port) {
        String bare = namespace.map(n -> n + "/" + name).orElse(name);
        String suffix = port.isPresent() ? ":" + port.getAsInt() : "";
        return List.of(bare + suffix, bare, name + suffix, name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BackendUrls that && targets.equals(that.targets);
    }

    @Override
    public int hashCode() {
        return targets.hashCode();
    }

    @Override
    public String toString() {
        return "BackendUrls" + targets;
    }
}
