// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.soak;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.servlet.MirrorFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An embedded Jetty with the filter; answers every request with the number of bytes that it was sent. */
final class SoakServer implements AutoCloseable {
    private final Server server = new Server(new QueuedThreadPool(24, 24));
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    SoakServer(TrafficMirror mirror) throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        FilterHolder filter = new FilterHolder(new MirrorFilter(mirror));
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        context.addServlet(new ServletHolder(new Counting()), "/");
        server.setHandler(context);
        server.start();
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private static final class Counting extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            int count = 0;
            byte[] buffer = new byte[4096];
            for (int n = request.getInputStream().read(buffer);
                    n >= 0;
                    n = request.getInputStream().read(buffer)) {
                count += n;
            }
            byte[] answer = Integer.toString(count).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }
    }
}
