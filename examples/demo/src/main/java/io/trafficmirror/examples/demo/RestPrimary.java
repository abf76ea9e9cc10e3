// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.jaxrs.MirrorFeature;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;

/** The primary as a Jakarta REST application; paths that it does not have stay those of httpbin's servlets. Stateless. */
final class RestPrimary {
    private RestPrimary() {}

    static void add(ServletContextHandler context, Optional<TrafficMirror> mirror) {
        ResourceConfig application = new ResourceConfig(RestHttpbin.class, RestShop.class)
                .property(ServletProperties.FILTER_FORWARD_ON_404, true)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");
        mirror.ifPresent(known -> application.register(new MirrorFeature(known)));
        FilterHolder jersey = new FilterHolder(new ServletContainer(application));
        jersey.setAsyncSupported(true);
        context.addFilter(jersey, "/*", EnumSet.of(DispatcherType.REQUEST));
    }
}
