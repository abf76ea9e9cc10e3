// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resteasy;

import io.trafficmirror.capture.Exchange;
import io.trafficmirror.jaxrs.Seam;
import io.trafficmirror.jaxrs.SeamContract;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.ws.rs.core.Application;
import java.util.stream.Stream;

/** Faults inside the feature on RESTEasy in a servlet container: its exit, its stream without blocking, its parsed forms. */
class ResteasySeamsTest extends SeamContract {
    @Override
    protected RunningServer start(Application application) throws Exception {
        return new ResteasyInServletContainerTest().start(application);
    }

    @Override
    protected Stream<Seam> more() {
        return Stream.concat(
                ofTheResponse(),
                Stream.of("template", "wantsParsedForm", "reconstructedBody")
                        .map(name -> Seam.of(Exchange.class, name)));
    }
}
