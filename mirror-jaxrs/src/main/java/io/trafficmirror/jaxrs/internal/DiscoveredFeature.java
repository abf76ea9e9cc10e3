// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs.internal;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.jaxrs.MirrorFeature;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * What a runtime finds by itself (Jakarta REST 3.1 section 4.1.3): does nothing until the application's properties name a mirror. A
 * class of its own, for a runtime takes one instance of a class only, and this one must not stand in the way of the application's.
 * Immutable.
 */
@ConstrainedTo(RuntimeType.SERVER)
public final class DiscoveredFeature implements Feature {
    /** For the runtime. */
    public DiscoveredFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        if (context.getConfiguration().getRuntimeType() == RuntimeType.CLIENT
                || !(context.getConfiguration().getProperty(MirrorFeature.MIRROR) instanceof TrafficMirror mirror)) {
            return false;
        }
        context.register(new MirrorFeature(mirror));
        return true;
    }
}
