// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.sample.Fraction;
import java.util.List;

/** A filter of a rule or of a backend, as far as it concerns copies. Immutable. */
sealed interface FilterManifest {
    /** The filter's place. */
    YamlValue at();

    /**
     * Shapes what is forwarded.
     *
     * @param edits in order
     */
    record Edit(YamlValue at, List<CopyEdit> edits) implements FilterManifest {}

    /**
     * Copies.
     *
     * @param backend where to
     * @param share how many
     */
    record Mirror(YamlValue at, BackendManifest backend, Fraction share) implements FilterManifest {}

    /** A custom filter ({@code ExtensionRef}), which the API forbids to skip. */
    record Custom(YamlValue at) implements FilterManifest {}

    /** Has no effect on a copy: it shapes the response, or answers in the primary's place. */
    record Ignored(YamlValue at, FilterType type) implements FilterManifest {}
}
