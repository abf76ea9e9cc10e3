// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.TrafficMirrorBuilder;

/**
 * A bean of this type has a say in the mirror that is made of the properties, after these. Called once, while the mirror is made.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MirrorBuilderCustomizer {
    /** Changes the builder. */
    void customize(TrafficMirrorBuilder builder);
}
