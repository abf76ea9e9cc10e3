// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.adapter.AdaptedApplication;
import io.trafficmirror.testkit.adapter.AdapterContract;
import io.trafficmirror.testkit.adapter.Reply;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** The filter, as any adapter; what is a servlet container's own is in {@code ServletMirrorContract}. */
class ServletAdapterTest extends AdapterContract {
    @Override
    protected RunningServer start(AdaptedApplication application, @Nullable TrafficMirror mirror) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new Application(application)), "/*");
        if (mirror != null) {
            context.addServletContainerInitializer(
                    (classes, starting) -> MirrorFilter.register(starting, "mirror", mirror));
        }
        server.setHandler(context);
        server.start();
        return new RunningServer(connector.getLocalPort(), server::stop);
    }

    private static final class Application extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final transient AdaptedApplication application;

        Application(AdaptedApplication application) {
            this.application = application;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Reply reply = application.serve(request.getPathInfo(), request.getInputStream());
            response.setStatus(reply.status());
            response.setContentType("text/plain;charset=UTF-8");
            if (reply.hasBody()) {
                response.setContentLength(reply.bytes().length);
                response.getOutputStream().write(reply.bytes());
            }
        }
    }
}
