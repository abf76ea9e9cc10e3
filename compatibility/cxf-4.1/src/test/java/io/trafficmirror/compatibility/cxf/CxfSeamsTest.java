// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.cxf;

import io.trafficmirror.jaxrs.Seam;
import io.trafficmirror.jaxrs.SeamContract;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.ws.rs.core.Application;
import java.util.stream.Stream;

/** Faults inside the feature on CXF. */
class CxfSeamsTest extends SeamContract {
    @Override
    protected RunningServer start(Application application) throws Exception {
        return new CxfInServletContainerTest().start(application);
    }

    @Override
    protected Stream<Seam> more() {
        return ofTheResponse();
    }
}
