// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resteasy;

import io.trafficmirror.capture.Exchange;
import io.trafficmirror.jaxrs.Seam;
import io.trafficmirror.jaxrs.SeamContract;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.ws.rs.core.Application;
import java.util.stream.Stream;

/** Faults inside the feature on RESTEasy without servlets, where no response is observed. */
class ResteasySeamsOnNettyTest extends SeamContract {
    @Override
    protected RunningServer start(Application application) throws Exception {
        return new ResteasyOnNettyTest().start(application);
    }

    @Override
    protected Stream<Seam> more() {
        return Stream.of(Seam.of(Exchange.class, "template"), Seam.of(Exchange.class, "responseBodyMissed"));
    }

    /** Netty's buffer is given back while another thread reads: which comes first is chance, also without us. */
    @Override
    protected boolean readsWhileWriting() {
        return false;
    }
}
