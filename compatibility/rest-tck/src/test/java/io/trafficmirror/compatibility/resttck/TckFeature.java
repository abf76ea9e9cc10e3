// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resttck;

import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/** What the runtime finds as a service in every application, and every client: brings the feature into the former. */
public final class TckFeature implements Feature {
    @Override
    public boolean configure(FeatureContext context) {
        boolean wanted = Mode.current() == Mode.JAXRS && context.getConfiguration().getRuntimeType() == RuntimeType.SERVER;
        if (wanted) {
            context.register(Presence.feature());
        }
        return wanted;
    }
}
