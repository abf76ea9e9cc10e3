// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.MirrorLimits;
import java.io.IOException;
import java.io.PrintStream;
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
        Stage stage = Stage.open(options, MirrorLimits.defaults(), logs, err);
        Thread hook = endOf(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(hook);
        try (stage) {
            Intro.print(stage, out);
            out.println("try      curl -i -H 'Host: mirror.example:8080' "
                    + stage.primary().resolve("/headers"));
            out.println("ready    Ctrl-C ends it" + (stage.isMirrored() ? " and prints where the copies went" : ""));
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // The end that was waited for.
        } finally {
            forget(hook);
        }
        stage.stats().ifPresent(stats -> new Accounting(out).print(stats));
        return 0;
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
