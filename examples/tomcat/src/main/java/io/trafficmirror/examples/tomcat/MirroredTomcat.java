// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.tomcat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.examples.orders.Orders;
import io.trafficmirror.servlet.MirrorFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** An application on embedded Tomcat whose orders go to a shadow too. */
public final class MirroredTomcat {
    private MirroredTomcat() {}

    /**
     * Serves until the process ends.
     *
     * @param args the port to listen on, and where copies go to: {@code 8080 http://localhost:8081}
     */
    public static void main(String[] args) throws Exception {
        if (args.length != 2) {
            throw new IllegalArgumentException("arguments: must be a port and the shadow's URL, were " + args.length);
        }
        Tomcat tomcat = server(Integer.parseInt(args[0]), args[1], Files.createTempDirectory("tomcat"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(tomcat)));
        tomcat.start();
        tomcat.getServer().await();
    }

    /** The end of the application, and of its mirror with it. */
    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        }
    }

    static Tomcat server(int port, String shadow, Path directory) {
        TrafficMirror mirror = TrafficMirror.builder()
                .route(MirrorRoute.to(shadow).pathPrefix("/orders"))
                .build();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context app = tomcat.addContext("", null);
        app.addServletContainerInitializer(
                (classes, context) -> MirrorFilter.register(context, "mirror", mirror), Set.of());
        Tomcat.addServlet(app, "orders", new Orders()).addMapping("/orders/*");
        app.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.AFTER_STOP_EVENT)) {
                mirror.close();
            }
        });
        return tomcat;
    }
}
