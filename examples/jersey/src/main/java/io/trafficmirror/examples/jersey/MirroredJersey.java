// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.jersey;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.jaxrs.MirrorFeature;
import java.net.URI;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** A Jersey service on Grizzly that mirrors all of its requests. */
public final class MirroredJersey {
    private MirroredJersey() {}

    /**
     * Serves until the process ends.
     *
     * @param args the port to listen on, and where copies go to: {@code 8080 http://localhost:8081}
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 2) {
            throw new IllegalArgumentException("arguments: must be a port and the shadow's URL, were " + args.length);
        }
        TrafficMirror mirror = mirror(args[1]);
        HttpServer server = serve(Integer.parseInt(args[0]), mirror);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.shutdownNow();
            mirror.close();
        }));
        Thread.currentThread().join();
    }

    static TrafficMirror mirror(String shadow) {
        return TrafficMirror.builder().route(MirrorRoute.to(shadow)).build();
    }

    static HttpServer serve(int port, TrafficMirror mirror) {
        return GrizzlyHttpServerFactory.createHttpServer(
                URI.create("http://127.0.0.1:" + port + "/"),
                new ResourceConfig(OrdersResource.class).register(new MirrorFeature(mirror)));
    }
}
