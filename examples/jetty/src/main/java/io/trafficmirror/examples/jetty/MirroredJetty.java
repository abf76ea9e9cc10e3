// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.jetty;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.examples.orders.Orders;
import io.trafficmirror.servlet.MirrorFilter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/** An application on embedded Jetty whose orders go to a shadow too. */
public final class MirroredJetty {
    private MirroredJetty() {}

    /**
     * Serves until the process ends.
     *
     * @param args the port to listen on, and where copies go to: {@code 8080 http://localhost:8081}
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            throw new IllegalArgumentException("arguments: must be a port and the shadow's URL, were " + args.length);
        }
        Server server = server(Integer.parseInt(args[0]), args[1]);
        server.setStopAtShutdown(true);
        server.start();
        server.join();
    }

    static Server server(int port, String shadow) {
        TrafficMirror mirror = TrafficMirror.builder()
                .route(MirrorRoute.to(shadow).pathPrefix("/orders"))
                .build();
        ServletContextHandler app = new ServletContextHandler("/");
        app.addServletContainerInitializer((classes, context) -> MirrorFilter.register(context, "mirror", mirror));
        app.addServlet(Orders.class, "/orders/*");
        app.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopped(LifeCycle stopped) {
                mirror.close();
            }
        });
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(app);
        return server;
    }
}
