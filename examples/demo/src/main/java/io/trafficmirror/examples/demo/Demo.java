// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.MirrorLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** The demo: a primary and a shadow in one JVM, mirrored, measured and accounted for. */
public final class Demo {
    private Demo() {}

    /** Ends by itself after a 0: nothing that the demo started is left then. */
    public static void main(String[] args) {
        int status = run(args, System.out, System.err, Terminal.isStandardOutput());
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs as the command line does, in this process. The result is the exit status that {@code --help} explains. */
    static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, out, err, false);
    }

    private static int run(String[] args, PrintStream out, PrintStream err, boolean terminal) {
        try {
            Options options = Options.parse(args);
            if (options.help()) {
                out.print(Options.HELP);
                return 0;
            }
            return options.serve() ? Serve.run(options, out, err) : show(options, out, err, terminal);
        } catch (IllegalArgumentException e) {
            err.println("mirror-demo: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("mirror-demo: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            err.println("mirror-demo: interrupted");
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static int show(Options options, PrintStream out, PrintStream err, boolean terminal)
            throws IOException, InterruptedException {
        Promises promises = new Promises();
        walk(options, out, err, promises);
        if (options.requests() > 0) {
            load(options, out, err, terminal, promises);
        }
        if (options.compares()) {
            new Trial(options, out, terminal, promises).run(err);
        }
        out.println("\n" + promises);
        return promises.areKept() ? 0 : 1;
    }

    /** Five cold requests take more than their share of the CPU, for the classes are loaded with them: here it is off. */
    private static void walk(Options options, PrintStream out, PrintStream err, Promises promises)
            throws IOException, InterruptedException {
        Walkthrough walkthrough = new Walkthrough(out, promises);
        MirrorLimits limits = MirrorLimits.defaults().withCpuShare(1).withRampUp(Duration.ZERO);
        try (DemoServers servers = DemoServers.open(options, limits, Optional.of(walkthrough.logs()), err)) {
            Intro.print(servers, out);
            walkthrough.run(servers);
        }
    }

    private static void load(Options options, PrintStream out, PrintStream err, boolean terminal, Promises promises)
            throws IOException, InterruptedException {
        int requests = options.requests();
        Measured measured;
        DemoServers servers =
                DemoServers.open(options, MirrorLimits.defaults().withRampUp(Duration.ZERO), Optional.empty(), err);
        try (servers) {
            Load load = new Load(requests, new Progress(out, terminal, requests));
            out.println(
                    "\nA load of GET, JSON POST, 200 kB POST and unmatched requests, every other batch past the mirror");
            measured = load.run(servers);
        }
        new LoadReport(out, promises).print(options, servers, measured);
    }
}
