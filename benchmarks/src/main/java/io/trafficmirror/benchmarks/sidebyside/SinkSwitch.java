// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one sink that runs at a time, and the broker behind it, a process that is started when first needed. Confined to one thread. */
final class SinkSwitch implements AutoCloseable {
    /** Where nobody listens. */
    private static final String NOBODY = "127.0.0.1:1";

    private static final int LOOKS = 300;

    private @Nullable Child broker;
    private @Nullable Running sending;

    /** Ends the sink that there is, and starts one in a process that has traffic behind it; a broker that hangs does so from here on. */
    void turn(Running process, Behind behind) throws IOException {
        off();
        if (behind == Behind.NO_SINK) {
            return;
        }
        sending = process;
        if (behind == Behind.NOTHING) {
            process.sink(NOBODY);
            return;
        }
        Child there = broker();
        double before = process.acked();
        process.sink("127.0.0.1:" + there.port());
        awaitMore(process, before);
        if (behind != Behind.BROKER) {
            there.ask("pause");
        }
        if (behind == Behind.BACK) {
            process.inTheMiddle(() -> there.ask("resume"));
        }
    }

    private void off() {
        if (broker != null) {
            broker.ask("resume");
        }
        if (sending != null) {
            sending.inTheMiddle(() -> {});
            sending.sink("off");
            sending.settle();
            sending = null;
        }
    }

    private Child broker() throws IOException {
        if (broker == null || !broker.isAlive()) {
            System.err.println("         a broker started");
            broker = Child.startOn(classPath(), BrokerProcess.class, List.of("-Xmx64m", "-XX:+UseSerialGC"));
        }
        return broker;
    }

    /** This module's classes, and what the build has laid beside them. */
    private static String classPath() throws IOException {
        Path classes = Path.of("benchmarks/target/classes").toAbsolutePath();
        Path jars = classes.resolveSibling("broker");
        if (!Files.isDirectory(jars)) {
            throw new IOException("no broker in " + jars + ": begin with ./benchmarks/run");
        }
        return classes + ":" + jars + "/*";
    }

    private static void awaitMore(Running process, double acked) throws IOException {
        for (int i = 0; i < LOOKS; i++) {
            if (process.acked() > acked) {
                return;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new IOException("the sink does not reach its broker");
    }

    @Override
    public void close() {
        off();
        if (broker != null) {
            broker.close();
            broker = null;
        }
    }
}
