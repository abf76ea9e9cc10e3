// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resttck;

import jakarta.servlet.ServletContainerInitializer;
import org.jboss.arquillian.container.spi.event.container.BeforeDeploy;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Changes every archive before it is deployed. In every mode Tomcat is kept from scanning the class path, where Jersey would find
 * all applications of the TCK at once; with a filter, an initializer is added that registers it.
 */
public final class DeploymentChange {
    private static final String NO_SCAN = "<Context><JarScanner scanClassPath=\"false\"/></Context>";

    void deploying(@Observes BeforeDeploy event) {
        Archive<?> archive = event.getDeployment().getArchive();
        if (!(archive instanceof WebArchive war)) {
            return;
        }
        war.addAsManifestResource(new StringAsset(NO_SCAN), "context.xml");
        Presence.archive();
        if (Mode.current().filters()) {
            war.addAsLibrary(ShrinkWrap.create(JavaArchive.class, "filter.jar")
                    .addClass(FilterInitializer.class)
                    .addAsServiceProvider(ServletContainerInitializer.class, FilterInitializer.class));
        }
    }
}
