// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.servlet.MirrorFilter;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.transport.jdk.JdkTransport;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The application under test, in a process of its own: Jetty, one servlet, and the filter that the variant says. */
final class App {
    private static final int STREAM_BUFFER = 256 << 10;

    private App() {}

    /**
     * Runs until standard input ends. Answers {@code usage} and {@code live} there with one line of figures. {@code sink HOST:PORT} sends evidence there,
     * {@code sink off} does not any more.
     */
    public static void main(String[] args) throws Exception {
        Options options = Options.of(args);
        ComparingObserver comparing = ComparingObserver.builder().build();
        Optional<TrafficMirror> mirror = options.text("filter", "none").equals("mirror")
                ? Optional.of(mirror(options, comparing))
                : Optional.empty();
        Server server = new Server(new QueuedThreadPool(64));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new WorkServlet(options.number("bytes", 0))), "/");
        filter(options, mirror).ifPresent(filter -> install(context, filter));
        server.setHandler(context);
        server.start();
        Figures figures = new Figures(mirror);
        try (AppSink sink = new AppSink(comparing)) {
            Child.serve(connector.getLocalPort(), command -> answer(command, figures, sink));
        }
        server.stop();
        mirror.ifPresent(TrafficMirror::close);
    }

    private static String answer(String command, Figures figures, AppSink sink) {
        if (command.equals("sink off")) {
            sink.close();
        } else if (command.startsWith("sink ")) {
            sink.to(command.substring(5));
        }
        return command.equals("live") ? figures.live() : figures.usage() + " sinkAcked=" + sink.acked();
    }

    private static Optional<Filter> filter(Options options, Optional<TrafficMirror> mirror) {
        if (options.text("filter", "none").equals("naive")) {
            return Optional.of(new NaiveFilter(URI.create(options.text("shadow", ""))));
        }
        return mirror.map(MirrorFilter::new);
    }

    private static void install(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    }

    private static TrafficMirror mirror(Options options, ComparingObserver comparing) {
        TargetLimits limits = TargetLimits.DEFAULT
                .withMaxQueued(options.number("queue", 1024))
                .withMaxInFlight(options.number("in-flight", 32))
                .withDeadline(Duration.ofMillis(options.number("deadline-ms", 10_000)));
        if (options.text("breaker", "on").equals("off")) {
            limits = limits.withBreaker(
                    new BreakerRules(Integer.MAX_VALUE, 100, 10_000, Duration.ofMillis(100), Duration.ofSeconds(1)));
        }
        TargetLimits chosen = limits;
        TrafficMirrorBuilder builder = TrafficMirror.builder()
                .limits(MirrorLimits.defaults()
                        .withCpuShare(options.number("cpu-percent", 20) / 100.0)
                        .withRampUp(Duration.ofSeconds(options.number("ramp-seconds", 0))))
                .route(MirrorRoute.to(options.text("shadow", ""))
                        .percent(options.number("percent", 100))
                        .mirror(m -> m.withLimits(chosen))
                        .mirror(m -> options.isSet("stream")
                                ? m.withCapture(m.capture().withStream(STREAM_BUFFER))
                                : m));
        if (options.isSet("compare")) {
            builder.observer(comparing);
        }
        if (options.isSet("observe")) {
            builder.observer(new IdleObserver());
        }
        if (options.text("transport", "default").equals("jdk")) {
            builder.transport(JdkTransport.factory());
        }
        return builder.build();
    }
}
