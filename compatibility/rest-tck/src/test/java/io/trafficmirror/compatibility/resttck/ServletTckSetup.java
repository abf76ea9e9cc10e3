// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resttck;

import java.lang.reflect.Field;
import org.apache.catalina.Container;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.session.ManagerBase;
import org.apache.catalina.startup.Tomcat;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.event.container.AfterDeploy;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.core.api.annotation.Observes;

/** What the Servlet TCK asks of its container besides. */
public final class ServletTckSetup {
    void started(@Observes AfterStart event) throws ReflectiveOperationException {
        Tomcat tomcat = tomcat(event.getDeployableContainer());
        tomcat.getConnector().setProperty("allowedTrailerHeaders", "myTrailer,myTrailer2");
        tomcat.addRole("j2ee", "Administrator");
        tomcat.addRole("j2ee", "Employee");
        tomcat.addRole("javajoe", "VP");
        tomcat.addRole("javajoe", "Manager");
    }

    void deployed(@Observes AfterDeploy event) throws ReflectiveOperationException {
        for (Container child : tomcat(event.getDeployableContainer()).getHost().findChildren()) {
            StandardContext context = (StandardContext) child;
            context.addLocaleEncodingMappingParameter("ja", "Shift_JIS");
            context.setCrossContext(true);
            context.setAlwaysAccessSession(true);
            context.setContextGetResourceRequiresSlash(true);
            context.setUseRelativeRedirects(false);
            if (context.getManager() instanceof ManagerBase sessions) {
                sessions.setSessionActivityCheck(true);
                sessions.setSessionLastAccessAtStart(true);
            }
        }
    }

    /** The container's adapter has no other door to its Tomcat than this field. */
    static Tomcat tomcat(DeployableContainer<?> container) throws ReflectiveOperationException {
        Field field = container.getClass().getDeclaredField("tomcat");
        field.setAccessible(true);
        return (Tomcat) field.get(container);
    }
}
