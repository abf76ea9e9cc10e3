// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.sample.Fraction;
import java.util.List;
import java.util.Optional;

/** Reads {@code HTTPRequestMirrorFilter}. */
final class MirrorReader {
    private static final List<String> FILTER = List.of("backendRef", "percent", "fraction");
    private static final List<String> FRACTION = List.of("numerator", "denominator");

    private MirrorReader() {}

    static Optional<FilterManifest> read(YamlValue value) {
        return value.fields(FILTER).flatMap(fields -> {
            Optional<BackendManifest> backend = fields.require("backendRef").flatMap(BackendReader::ofMirror);
            Optional<Fraction> percent =
                    fields.read("percent", p -> p.integer(0, 100)).map(Fraction::percent);
            Optional<Fraction> fraction = fields.read("fraction", MirrorReader::fraction);
            if (fields.has("percent") && fields.has("fraction")) {
                value.error("percent and fraction must not be given together");
            }
            Fraction share = percent.or(() -> fraction).orElse(Fraction.ALL);
            if (share.isNone()) {
                value.warn("its share is 0: nothing is copied");
            }
            return backend.map(b -> new FilterManifest.Mirror(value, b, share));
        });
    }

    private static Optional<Fraction> fraction(YamlValue value) {
        return value.fields(FRACTION).flatMap(fields -> {
            Optional<Integer> numerator = fields.require("numerator").flatMap(n -> n.integer(0, Integer.MAX_VALUE));
            int denominator = fields.read("denominator", d -> d.integer(1, Integer.MAX_VALUE))
                    .orElse(100);
            if (numerator.isPresent() && numerator.get() > denominator) {
                value.error("numerator must be at most the denominator (" + denominator + "), was " + numerator.get());
                return Optional.empty();
            }
            return numerator.map(n -> new Fraction(n, denominator));
        });
    }
}
