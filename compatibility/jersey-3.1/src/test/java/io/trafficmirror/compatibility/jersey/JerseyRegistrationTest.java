// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.jersey;

import io.trafficmirror.jaxrs.RegistrationContract;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.ws.rs.core.Application;

/** How the feature comes into an application on Jersey. */
class JerseyRegistrationTest extends RegistrationContract {
    @Override
    protected RunningServer start(Application application) throws Exception {
        return new JerseyInServletContainerTest().start(application);
    }
}
