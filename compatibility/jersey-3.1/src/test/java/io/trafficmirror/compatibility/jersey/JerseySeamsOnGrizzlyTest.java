// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.jersey;

import io.trafficmirror.capture.Exchange;
import io.trafficmirror.jaxrs.Seam;
import io.trafficmirror.jaxrs.SeamContract;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.ws.rs.core.Application;
import java.util.stream.Stream;

/** Faults inside the feature on Jersey, without servlets. */
class JerseySeamsOnGrizzlyTest extends SeamContract {
    @Override
    protected RunningServer start(Application application) throws Exception {
        return new JerseyOnGrizzlyTest().start(application);
    }

    @Override
    protected Stream<Seam> more() {
        return Stream.concat(
                ofTheResponse(),
                Stream.of(Seam.of(Exchange.class, "template"), Seam.of(Exchange.class, "responseBodyMissed")));
    }
}
