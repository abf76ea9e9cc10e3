// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.examples.httpbin.HttpbinServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends the mix at a steady rate, in batches that go by turns to the primary with the mirror and to one without, so that
 * whatever else the machine does meets both alike. Confined to one thread.
 */
final class Load {
    private static final int BATCHES = 24;

    /** The first batches only warm up. */
    private static final int COLD_BATCHES = 8;

    private static final int CLIENTS = 4;

    /** After a batch with mirroring, so that copies don't weigh on the batch without. */
    private static final Duration SETTLE = Duration.ofMillis(250);

    private final int requests;
    private final Progress progress;
    private final Measured measured = new Measured();

    Load(int requests, Progress progress) {
        this.requests = requests;
        this.progress = progress;
    }

    Measured run(DemoServers servers) throws IOException, InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (HttpbinServer unfiltered = servers.unfiltered()) {
            for (int batch = 0; batch < BATCHES; batch++) {
                boolean filtered = servers.isMirrored() && isFiltered(batch);
                URI server = filtered || !servers.isMirrored() ? servers.primary() : unfiltered.uri();
                int from = upTo(batch);
                Batch work = new Batch(server, filtered, from, upTo(batch + 1), batch >= COLD_BATCHES, measured);
                send(work, clients);
                servers.stats().ifPresent(stats -> measured.bytesHeld(stats.bytesHeld()));
                progress.reached(upTo(batch + 1));
                servers.awaitIdle(SETTLE);
            }
        } finally {
            clients.shutdownNow();
        }
        return measured;
    }

    /** Off, on, on, off: so that neither always comes first. */
    private static boolean isFiltered(int batch) {
        return batch % 4 == 1 || batch % 4 == 2;
    }

    private int upTo(int batch) {
        return (int) ((long) requests * batch / BATCHES);
    }

    private static void send(Batch batch, ExecutorService clients) throws InterruptedException {
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            work.add(batch);
        }
        for (Future<Void> done : clients.invokeAll(work)) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a client of the load failed", e.getCause());
            }
        }
    }
}
