// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resteasy;

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
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.spi.Dispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.jboss.resteasy.spi.ResteasyProviderFactory;

/** RESTEasy in a servlet container, behind a filter. */
class ResteasyBehindFilterTest extends TwoDoorsContract {
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
        ServletHolder holder = new ServletHolder(HttpServlet30Dispatcher.class) {
            @Override
            protected Servlet createInstance() {
                ResteasyDeployment deployment = new ResteasyDeploymentImpl();
                deployment.setApplication(application.get());
                deployment.start();
                context.setAttribute(ResteasyProviderFactory.class.getName(), deployment.getProviderFactory());
                context.setAttribute(Dispatcher.class.getName(), deployment.getDispatcher());
                return new HttpServlet30Dispatcher();
            }
        };
        holder.setInitOrder(late ? -1 : 1);
        holder.setInitParameter("resteasy.servlet.mapping.prefix", "/app");
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
