// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.sample.Fraction;
import java.util.List;
import java.util.Optional;

/**
 * {@code control} of a policy: which backend runs the primary's version beside the shadow. Immutable.
 *
 * @param at where it stands
 * @param name a mirror of the rule, or else one of its backends
 * @param share of the shadow's copies; empty: 10 %, and where a verdict is asked for, what that needs
 */
record ControlSettings(YamlValue at, PolicyManifest.Name name, Optional<Fraction> share) {
    private static final List<String> FIELDS = List.of("name", "percent");

    /** Without a share of its own. */
    static final Fraction DEFAULT = Fraction.percent(10);

    static Optional<ControlSettings> read(YamlFields spec) {
        return spec.read(
                "control",
                value -> value.fields(FIELDS).flatMap(fields -> {
                    Optional<Fraction> share =
                            fields.read("percent", p -> p.integer(0, 100)).map(Fraction::percent);
                    return fields.require("name")
                            .flatMap(name -> name.text(1, 253).map(text -> new PolicyManifest.Name(name, text)))
                            .map(name -> new ControlSettings(value, name, share));
                }));
    }
}
