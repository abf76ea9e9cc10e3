// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resttck;

import java.io.IOException;
import org.apache.catalina.startup.Tomcat;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.container.spi.event.container.BeforeStop;
import org.jboss.arquillian.core.api.annotation.Observes;

/** What the TCK asks of its container: users, roles and TRACE. */
public final class TomcatSetup {
    void started(@Observes AfterStart event) throws ReflectiveOperationException {
        Tomcat tomcat = ServletTckSetup.tomcat(event.getDeployableContainer());
        tomcat.getConnector().setAllowTrace(true);
        tomcat.addUser("j2ee", "j2ee");
        tomcat.addRole("j2ee", "DIRECTOR");
        tomcat.addUser("javajoe", "javajoe");
        tomcat.addRole("javajoe", "OTHERROLE");
    }

    void stopping(@Observes BeforeStop event) throws IOException {
        Presence.write();
    }
}
