// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.servlet.MirrorFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * What the browser tests open: an application with the console mounted twice, read-only under {@code /console} and for who names themselves in a field under
 * {@code /guarded}. {@code POST /scene?NAME} changes what was found. Under {@code /hurried} each look is another state, of a second later; {@code GET /heap}
 * tells the bytes in use after a collection. Ends with its standard input.
 */
public final class ConsoleTestServer {
    private static final int VARIANTS = 4;

    private ConsoleTestServer() {}

    /**
     * Starts on a port and says {@code ready} and the port.
     *
     * @param args the port, 0 for any, and the first scene
     */
    public static void main(String[] args) throws Exception {
        AtomicReference<Findings> findings = new AtomicReference<>(scene(args[1]));
        try (TrafficMirror mirror = TrafficMirror.builder()
                .limits(MirrorLimits.defaults().withRampUp(Duration.ZERO))
                .route(MirrorRoute.to("http://127.0.0.1:1").name("orders").percent(25))
                .route(MirrorRoute.to("http://127.0.0.1:1")
                        .name(Scenes.HOSTILE.get(0))
                        .hostname("nobody.example"))
                .build()) {
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            connector.setPort(Integer.parseInt(args[0]));
            server.addConnector(connector);
            server.setHandler(application(mirror, findings));
            server.start();
            System.out.println("ready " + connector.getLocalPort());
            while (System.in.read() >= 0) {
                // until the end of the input
            }
            server.stop();
        }
    }

    private static ServletContextHandler application(TrafficMirror mirror, AtomicReference<Findings> findings) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServletContainerInitializer(
                (classes, starting) -> MirrorFilter.register(starting, "mirror", mirror));
        context.addServlet(new ServletHolder("scene", new SceneServlet(findings)), "/scene");
        MirrorConsole open = MirrorConsole.builder()
                .mirror(mirror)
                .findings(findings::get, Scenes.JUDGEMENT)
                .build();
        context.addServlet(asynchronous("open", open), "/console/*");
        MirrorConsole guarded = MirrorConsole.builder()
                .mirror(mirror)
                .findings(findings::get, Scenes.JUDGEMENT)
                .authoriser((action, request) -> request.field("X-Test-User").filter(user -> !user.equals("mallory")))
                .build();
        context.addServlet(asynchronous("guarded", guarded), "/guarded/*");
        AtomicLong looks = new AtomicLong();
        AtomicLong nanos = new AtomicLong();
        Map<Findings, List<Findings>> variants = Collections.synchronizedMap(new IdentityHashMap<>());
        MirrorConsole hurried = MirrorConsole.builder()
                .mirror(mirror)
                .findings(
                        () -> variants.computeIfAbsent(findings.get(), ConsoleTestServer::variants)
                                .get((int) (looks.incrementAndGet() % VARIANTS)),
                        Scenes.JUDGEMENT)
                .clock(() -> nanos.addAndGet(2_000_000_000L))
                .build();
        context.addServlet(new ServletHolder("hurried", new ConsoleServlet(hurried)), "/hurried/*");
        context.addServlet(new ServletHolder("heap", new HeapServlet()), "/heap");
        return context;
    }

    private static ServletHolder asynchronous(String name, MirrorConsole console) {
        ServletHolder holder = new ServletHolder(name, new ConsoleServlet(console));
        holder.setAsyncSupported(true);
        return holder;
    }

    private static Findings scene(String name) {
        Optional<Findings> counted = name.startsWith("step")
                ? Optional.of(Scenes.faulty(2, 1, 400 + Long.parseLong(name.substring(4))))
                : Optional.empty();
        return counted.orElseGet(() -> switch (name) {
            case "nothing" -> Scenes.nothing();
            case "early" -> Scenes.equal(3, 40);
            case "little" -> Scenes.faulty(4, 3, 2400);
            case "equal" -> Scenes.equal(3, 20_000);
            case "many" -> Scenes.faulty(500, 2000, 400);
            case "hostile" -> Scenes.hostile();
            default -> throw new IllegalArgumentException("no scene " + name);
        });
    }

    /** The same, each of some more exchanges, which did not differ. */
    private static List<Findings> variants(Findings findings) {
        return LongStream.range(1, 1 + VARIANTS)
                .mapToObj(more ->
                        Findings.of(findings.report().plus(Scenes.equal(1, more).report()), Scenes.JUDGEMENT))
                .toList();
    }

    private static final class HeapServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            System.gc();
            response.getWriter()
                    .print(ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed());
        }
    }

    private static final class SceneServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient AtomicReference<Findings> findings;

        SceneServlet(AtomicReference<Findings> findings) {
            this.findings = findings;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            findings.set(scene(request.getQueryString()));
        }
    }
}
