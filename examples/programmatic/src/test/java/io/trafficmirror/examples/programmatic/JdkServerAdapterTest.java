// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.programmatic;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.adapter.AdaptedApplication;
import io.trafficmirror.testkit.adapter.AdapterContract;
import io.trafficmirror.testkit.adapter.Reply;
import io.trafficmirror.testkit.scenario.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The filter of the example, on the HttpServer of the JDK. */
class JdkServerAdapterTest extends AdapterContract {
    @Override
    protected boolean tellsConnections() {
        return false;
    }

    @Override
    protected RunningServer start(AdaptedApplication application, @Nullable TrafficMirror mirror) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        HttpContext context = server.createContext("/", http -> serve(application, http));
        if (mirror != null) {
            context.getFilters().add(new MirroredApp(mirror));
        }
        server.start();
        return new RunningServer(server.getAddress().getPort(), () -> {
            server.stop(0);
            threads.shutdownNow();
        });
    }

    private static void serve(AdaptedApplication application, HttpExchange http) throws IOException {
        String path = http.getRequestURI().getPath();
        int parameters = path.indexOf(';');
        Reply reply = application.serve(parameters < 0 ? path : path.substring(0, parameters), http.getRequestBody());
        http.getResponseHeaders().add("Content-Type", "text/plain;charset=UTF-8");
        boolean silent = !reply.hasBody() || http.getRequestMethod().equals("HEAD");
        http.sendResponseHeaders(reply.status(), silent ? -1 : reply.bytes().length);
        if (!silent) {
            http.getResponseBody().write(reply.bytes());
        }
        http.close();
    }
}
