// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.resteasy;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compatibility.http2.JettyHttp2Client;
import io.trafficmirror.jaxrs.MirrorFeature;
import io.trafficmirror.testkit.jaxrs.AttributeContract;
import io.trafficmirror.testkit.jaxrs.AttributeRecorder;
import io.trafficmirror.testkit.jaxrs.AttributeResource;
import io.trafficmirror.testkit.jaxrs.Http2Contract;
import io.trafficmirror.testkit.jaxrs.JaxrsMirrorContract;
import io.trafficmirror.testkit.jaxrs.ServerStreamContract;
import io.trafficmirror.testkit.jaxrs.ServerStreamResource;
import io.trafficmirror.testkit.jaxrs.Zip;
import io.trafficmirror.testkit.scenario.Http2Client;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.spi.Dispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.jboss.resteasy.spi.ResteasyProviderFactory;

/** RESTEasy in a servlet container. */
class ResteasyInServletContainerTest extends JaxrsMirrorContract
        implements Http2Contract, AttributeContract, ServerStreamContract {
    @Override
    protected RunningServer start(Application application) throws Exception {
        ResteasyDeployment deployment = new ResteasyDeploymentImpl();
        deployment.setApplication(application);
        deployment.start();

        Server server = new Server();
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE); // else an escaped slash does not come to the servlet
        ServerConnector connector =
                new ServerConnector(server, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addEventListener(new AttributeRecorder());
        context.setAttribute(ResteasyProviderFactory.class.getName(), deployment.getProviderFactory());
        context.setAttribute(Dispatcher.class.getName(), deployment.getDispatcher());
        ServletHolder holder = new ServletHolder(new HttpServlet30Dispatcher());
        holder.setInitParameter("resteasy.servlet.mapping.prefix", "/app");
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/app/*");
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        server.setHandler(context);
        server.start();
        return new RunningServer(connector.getLocalPort(), server::stop);
    }

    @Override
    protected Feature feature(TrafficMirror mirror) {
        return new MirrorFeature(mirror);
    }

    @Override
    protected Set<Class<?>> more() {
        return Set.of(Zip.class, AttributeResource.class, ServerStreamResource.class);
    }

    /** RESTEasy 6 does not tell under which path a locator has found something. */
    @Override
    public Optional<String> behindLocator() {
        boolean told = Arrays.stream(UriInfo.class.getMethods())
                .anyMatch(method -> method.getName().equals("getMatchedResourceTemplate"));
        return told ? super.behindLocator() : Optional.empty();
    }

    @Override
    public Http2Client http2() {
        return new JettyHttp2Client();
    }
}
