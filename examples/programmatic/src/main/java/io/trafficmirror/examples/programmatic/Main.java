// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.programmatic;

import com.sun.net.httpserver.HttpServer;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import java.io.IOException;

/** Starts the mirrored application, and closes its mirror at the end of the process. */
final class Main {
    private Main() {}

    /**
     * Serves until the process ends.
     *
     * @param args the port to listen on, and where copies go to: {@code 8080 http://localhost:8081}
     */
    public static void main(String[] args) throws IOException {
        TrafficMirror mirror =
                TrafficMirror.builder().route(MirrorRoute.to(args[1])).build();
        HttpServer server = MirroredApp.app(Integer.parseInt(args[0]), mirror);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.stop(0);
            mirror.close();
        }));
        server.start();
    }
}
