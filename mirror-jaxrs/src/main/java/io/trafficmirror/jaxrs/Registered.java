// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Tells a second feature that the application has one. Does nothing else. Immutable.
 *
 * @param mirror the first feature's
 */
@ConstrainedTo(RuntimeType.SERVER)
record Registered(Object mirror) implements Feature {
    @Override
    public boolean configure(FeatureContext context) {
        return true;
    }
}
