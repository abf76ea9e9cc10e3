// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.jersey;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.jaxrs.MirrorFeature;
import io.trafficmirror.servlet.MirrorFilter;
import io.trafficmirror.testkit.jaxrs.TwoDoorsContract;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import java.util.EnumSet;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** Jersey 4.0 in a servlet container, behind a filter. */
class JerseyBehindFilterTest extends TwoDoorsContract {
    @Override
    protected RunningServer start(Supplier<Application> application, boolean late, Filter filter, String paths)
            throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        if (filter != null) {
            FilterHolder holder = new FilterHolder(filter);
            holder.setAsyncSupported(true);
            context.addFilter(holder, paths, EnumSet.allOf(DispatcherType.class));
        }
        ServletHolder holder = new ServletHolder(ServletContainer.class) {
            @Override
            protected Servlet createInstance() {
                return new ServletContainer(ResourceConfig.forApplication(application.get()));
            }
        };
        holder.setInitOrder(late ? -1 : 1);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/app/*");
        server.setHandler(context);
        server.start();
        return new RunningServer(connector.getLocalPort(), server::stop);
    }

    @Override
    protected Filter filter(TrafficMirror mirror) {
        return new MirrorFilter(mirror);
    }

    @Override
    protected Feature feature(TrafficMirror mirror) {
        return new MirrorFeature(mirror);
    }
}
