// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.fleet;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.verdict.Judgement;
import io.trafficmirror.kafka.KafkaSink;
import io.trafficmirror.kafka.SinkAccount;
import io.trafficmirror.servlet.MirrorFilter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/** One of the replicas of the primary: mirrors to the candidate and to a control, and sends what it sees to Kafka. */
final class Replica {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Server server;
    private final TrafficMirror mirror;
    private final KafkaSink sink;

    private Replica(Server server, TrafficMirror mirror, KafkaSink sink) {
        this.server = server;
        this.mirror = mirror;
        this.sink = sink;
    }

    static Replica start(String name, String shadow, String control, String broker) throws Exception {
        // docs: begin
        ComparingObserver comparing = ComparingObserver.builder().build();
        TrafficMirror mirror = TrafficMirror.builder()
                .route(MirrorRoute.to(shadow).pathPrefix("/").control(control, 100))
                .observer(comparing)
                .build();
        LiveVerdict verdict = new LiveVerdict(comparing, "prices 2", Judgement.defaults());
        KafkaSink sink = KafkaSink.to(broker)
                .instance(name)
                .interval(Duration.ofSeconds(1))
                .start(verdict);
        // docs: end
        ServletContextHandler app = application(false);
        app.addServletContainerInitializer((classes, context) -> MirrorFilter.register(context, "mirror", mirror));
        return new Replica(serve(app), mirror, sink);
    }

    static ServletContextHandler application(boolean candidate) {
        ServletContextHandler app = new ServletContextHandler("/");
        app.addServlet(new ServletHolder(new Prices(candidate)), "/prices/*");
        return app;
    }

    static Server serve(ServletContextHandler app) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(app);
        server.start();
        return server;
    }

    String url() {
        return url(server);
    }

    static String url(Server server) {
        return "http://127.0.0.1:" + server.getURI().getPort();
    }

    /** Stops serving, lets the copies end, and sends the rest. */
    SinkAccount end() throws Exception {
        server.stop();
        mirror.close(GRACE);
        sink.close(GRACE);
        return sink.account();
    }
}
