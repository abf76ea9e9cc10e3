// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** The template of a resource by the standard, which has had one since Jakarta REST 4.0. Safe for concurrent use. */
final class StandardTemplate {
    private volatile boolean missing;

    /** Of what was matched, with the path of an {@code @ApplicationPath} in front; null if the runtime is one of REST 3.1. */
    @Nullable
    String of(UriInfo uri) {
        if (missing) {
            return null;
        }
        try {
            return uri.getMatchedResourceTemplate();
        } catch (LinkageError e) {
            missing = true;
            return null;
        }
    }
}
