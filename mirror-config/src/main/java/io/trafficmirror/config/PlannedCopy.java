// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorSpec;
import io.trafficmirror.copy.ShadowRequest;
import java.util.Objects;

/**
 * A copy as one mirror would send it, if the request is in its share. Immutable.
 *
 * @param mirror which mirror
 * @param request what the shadow would see; without a body, and with a stand-in for the id
 * @since 0.1.0
 */
public record PlannedCopy(MirrorSpec mirror, ShadowRequest request) {
    /** Refuses nulls. */
    public PlannedCopy {
        Objects.requireNonNull(mirror, "mirror");
        Objects.requireNonNull(request, "request");
    }
}
