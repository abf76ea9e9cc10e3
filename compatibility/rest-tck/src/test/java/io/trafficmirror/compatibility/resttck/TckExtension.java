// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resttck;

import org.jboss.arquillian.core.spi.LoadableExtension;

/** Registers what sets the container up and puts the filter in front of every deployment. */
public final class TckExtension implements LoadableExtension {
    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(TomcatSetup.class);
        if (System.getProperty("servlet.tck.support.http2Push") != null) {
            builder.observer(ServletTckSetup.class);
        }
        builder.observer(DeploymentChange.class);
    }
}
