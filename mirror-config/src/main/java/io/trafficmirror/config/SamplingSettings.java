// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.sample.SampleKey;
import io.trafficmirror.sample.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** {@code sampling} of a policy. Immutable. */
record SamplingSettings(Optional<SampleKey> key, Optional<Integer> maxPerSecond, Optional<Integer> copies) {
    private static final List<String> FIELDS = List.of("key", "maxPerSecond", "copies");
    private static final List<String> SOURCES = List.of("header", "cookie", "query", "supplied");
    private static final SamplingSettings NONE =
            new SamplingSettings(Optional.empty(), Optional.empty(), Optional.empty());

    static SamplingSettings read(YamlFields spec) {
        return spec.read("sampling", value -> value.fields(FIELDS))
                .map(fields -> new SamplingSettings(
                        fields.read("key", SamplingSettings::key),
                        fields.read("maxPerSecond", v -> v.integer(1, Integer.MAX_VALUE)),
                        fields.read("copies", v -> v.integer(1, 10))))
                .orElse(NONE);
    }

    /** A key as it stands here and elsewhere. */
    static Optional<SampleKey> key(YamlValue value) {
        Optional<YamlFields> fields = value.fields(SOURCES);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        List<SampleKey> keys = new ArrayList<>();
        source(fields.get(), "header", Syntax::fieldName, SampleKey::header).ifPresent(keys::add);
        source(fields.get(), "cookie", Syntax::fieldName, SampleKey::cookie).ifPresent(keys::add);
        source(fields.get(), "query", SamplingSettings::name, SampleKey::query).ifPresent(keys::add);
        source(fields.get(), "supplied", SamplingSettings::name, SampleKey::supplied)
                .ifPresent(keys::add);
        if (SOURCES.stream().filter(fields.get()::has).count() != 1) {
            value.error("must have exactly one of " + String.join(", ", SOURCES));
            return Optional.empty();
        }
        return keys.stream().findFirst();
    }

    private static Optional<String> name(YamlValue value) {
        return value.text(1, 256);
    }

    private static Optional<SampleKey> source(
            YamlFields fields,
            String source,
            Function<YamlValue, Optional<String>> name,
            Function<String, SampleKey> key) {
        return fields.read(source, name).map(key);
    }

    Sampling applyTo(Sampling sampling) {
        return new Sampling(
                sampling.fraction(),
                key.or(sampling::key),
                maxPerSecond.map(OptionalInt::of).orElse(sampling.maxPerSecond()),
                copies.orElse(sampling.copies()),
                sampling.own(),
                sampling.safeOnly());
    }
}
