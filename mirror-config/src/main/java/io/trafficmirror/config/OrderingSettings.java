// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.SampleKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ordering} of a policy. Stateless. */
final class OrderingSettings {
    private static final List<String> FIELDS = List.of("by", "key");

    private enum By {
        NONE,
        CONNECTION,
        KEY
    }

    private static final Map<String, By> BY = Map.of("none", By.NONE, "connection", By.CONNECTION, "key", By.KEY);

    private OrderingSettings() {}

    static Optional<Ordering> read(YamlFields spec) {
        return spec.read(
                "ordering",
                value -> value.fields(FIELDS).flatMap(fields -> {
                    Optional<By> by = fields.require("by").flatMap(v -> v.choice(BY));
                    Optional<SampleKey> key = fields.read("key", SamplingSettings::key);
                    if (by.isPresent() && fields.has("key") != (by.get() == By.KEY)) {
                        value.error("key must be given with by: key, and only then");
                        return Optional.empty();
                    }
                    return by.flatMap(way -> switch (way) {
                        case NONE -> Optional.of(Ordering.NONE);
                        case CONNECTION -> Optional.of(Ordering.CONNECTION);
                        case KEY -> key.map(Ordering::by);
                    });
                }));
    }
}
