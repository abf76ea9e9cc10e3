// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.MirrorLimits;
import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.GateServer;
import io.trafficmirror.console.ConsoleHttpHandler;
import io.trafficmirror.console.MirrorConsole;
import io.trafficmirror.console.MirrorConsoleBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Stays up until the process is told to end, or the thread is interrupted. Stateless. */
final class Serve {
    private static final long LONGEST_END_MILLIS = 10_000;

    private Serve() {}

    static int run(Options options, PrintStream out, PrintStream err) throws IOException {
        Optional<AccessLogs> logs = options.accessLog()
                ? Optional.of(new AccessLogs(line -> out.println("v1 " + line), line -> out.println("v2 " + line)))
                : Optional.empty();
        // The processor time of shadow and control is this process's own here, and is not what the bound is meant for.
        DemoServers servers =
                DemoServers.compared(options, MirrorLimits.defaults().withCpuShare(1), logs, err);
        Thread hook = endOf(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(hook);
        try (servers) {
            Intro.print(servers, out);
            out.println("try      curl -i -H 'Host: mirror.example:8080' "
                    + servers.primary().resolve("/headers"));
            serve(servers, options, out);
        } catch (InterruptedException e) {
            // The end that was waited for.
        } finally {
            forget(hook);
        }
        servers.stats().ifPresent(stats -> new Accounting(out).print(stats));
        return 0;
    }

    private static void serve(DemoServers servers, Options options, PrintStream out)
            throws IOException, InterruptedException {
        Optional<GateServer> gate = gate(servers, options);
        gate.ifPresent(server -> {
            String root = "http://127.0.0.1:" + server.address().getPort() + "/mirror/";
            out.println("verdict  curl " + root + "verdict");
            out.println("console  " + root + "console/");
            out.println("metrics  curl " + root + "metrics");
        });
        Optional<Traffic> traffic =
                options.rate() > 0 ? Optional.of(Traffic.start(servers.primary(), options.rate())) : Optional.empty();
        try {
            out.println("ready    Ctrl-C ends it" + (servers.isMirrored() ? " and prints where the copies went" : ""));
            new CountDownLatch(1).await();
        } finally {
            traffic.ifPresent(Traffic::close);
            gate.ifPresent(GateServer::close);
        }
    }

    /** On the loopback address, where it is guarded enough for a demo. */
    private static Optional<GateServer> gate(DemoServers servers, Options options) throws IOException {
        if (servers.verdict().isEmpty()) {
            return Optional.empty();
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), options.gatePort());
        try {
            GateServer server = GateServer.start(
                    address, GateHandler.guardedElsewhere(servers.verdict().get()));
            server.mount("console", new ConsoleHttpHandler(console(servers)));
            server.mount("metrics", PrometheusPage.of(servers));
            return Optional.of(server);
        } catch (IOException e) {
            throw new IOException("gate: cannot start on 127.0.0.1:" + options.gatePort(), e);
        }
    }

    private static MirrorConsole console(DemoServers servers) {
        MirrorConsoleBuilder console = MirrorConsole.builder();
        servers.mirror().ifPresent(console::mirror);
        servers.verdict().ifPresent(console::verdict);
        return console.build();
    }

    private static Thread endOf(Thread serving) {
        return new Thread(
                () -> {
                    serving.interrupt();
                    try {
                        serving.join(LONGEST_END_MILLIS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "demo-end");
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook is what woke us.
        }
    }
}
