// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The fields of one mapping. A field whose value is null counts as absent, as an API server has it. Confined to one thread. */
final class YamlFields {
    private final YamlValue owner;
    private final Map<String, YamlValue> entries;

    YamlFields(YamlValue owner, Map<String, YamlValue> entries) {
        this.owner = owner;
        this.entries = entries;
    }

    /** The mapping itself. */
    YamlValue owner() {
        return owner;
    }

    /** The names of the fields that are there, in order. */
    List<String> names() {
        return entries.keySet().stream().filter(this::has).toList();
    }

    boolean has(String name) {
        return get(name).isPresent();
    }

    Optional<YamlValue> get(String name) {
        return Optional.ofNullable(entries.get(name)).filter(value -> !value.isNull());
    }

    /** The field, which must be there. */
    Optional<YamlValue> require(String name) {
        Optional<YamlValue> value = get(name);
        if (value.isEmpty()) {
            owner.error(name + " is required");
        }
        return value;
    }

    /** The items of a list that may be absent. */
    List<YamlValue> list(String name, int max) {
        return get(name).map(value -> value.items(0, max)).orElse(List.of());
    }

    /** What the reader makes of the field, if it is there. */
    <T> Optional<T> read(String name, Function<YamlValue, Optional<T>> reader) {
        return get(name).flatMap(reader);
    }

    /** Warns that each of these has no effect on a copy, if it is there. */
    void ignored(String why, String... names) {
        for (String name : names) {
            get(name).ifPresent(value -> value.warn("is ignored: " + why));
        }
    }
}
