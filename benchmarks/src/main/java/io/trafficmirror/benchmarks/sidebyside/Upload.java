// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Request;
import io.trafficmirror.benchmarks.paper.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The time of one large upload, with and without a copy that streams to a shadow which reads nothing. Stateless. */
final class Upload {
    static final String SCENARIO = "upload-stalled";

    private static final List<Variant> VARIANTS = List.of(Variant.NONE, Variant.MIRROR_STREAM);
    private static final double MIB = 1 << 20;
    private static final double WARM_UP_SECONDS = 8;

    private Upload() {}

    static void run(ResultFile file, int rounds, long bytes) throws IOException {
        if (!file.samples().of(SCENARIO).isEmpty()) {
            return;
        }
        Map<Variant, Running> running = new EnumMap<>(Variant.class);
        try {
            for (Variant variant : VARIANTS) {
                running.put(variant, new Running(variant, "stalled"));
                warmUp(running.get(variant).port(), bytes);
            }
            for (int round = 1; round <= rounds; round++) {
                List<Variant> order = new ArrayList<>(VARIANTS);
                Collections.rotate(order, 1 - round);
                for (Variant variant : order) {
                    Sample sample = new Sample(SCENARIO, variant.id(), round, measure(running.get(variant), bytes));
                    System.err.printf(
                            "%d of %d  %-44s %.3f s for %.0f MiB  (%s)%n",
                            round, rounds, variant.title(), sample.figure("seconds"), bytes / MIB, SCENARIO);
                    file.add(sample);
                }
            }
        } finally {
            for (Running each : running.values()) {
                each.close();
            }
        }
    }

    /** Two uploads at least: their first gigabytes are served by the interpreter and beside the compilers. */
    private static void warmUp(int port, long bytes) throws IOException {
        double seconds = 0;
        for (int uploads = 0; uploads < 2 || seconds < WARM_UP_SECONDS; uploads++) {
            seconds += send(port, bytes);
        }
    }

    private static Map<String, Double> measure(Running variant, long bytes) throws IOException {
        variant.settle();
        Map<String, Double> before = variant.usage();
        double seconds = send(variant.port(), bytes);
        Map<String, Double> after = variant.usage();
        Map<String, Double> figures = new TreeMap<>();
        figures.put("seconds", seconds);
        figures.put("mib", bytes / MIB);
        figures.put("cpuSeconds", (after.get("cpuNanos") - before.get("cpuNanos")) / 1e9);
        figures.put("heapPeakMb", after.get("heapPeak") / MIB);
        figures.put("rssMb", after.get("rss") / MIB);
        return figures;
    }

    /** Seconds from the first byte to the answer. */
    private static double send(int port, long bytes) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(256 << 10);
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            long start = System.nanoTime();
            ByteBuffer head = ByteBuffer.wrap(Request.post(0).head(bytes).getBytes(StandardCharsets.US_ASCII));
            while (head.hasRemaining()) {
                channel.write(head);
            }
            for (long left = bytes; left > 0; ) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), left));
                left -= channel.write(chunk);
            }
            ByteBuffer answer = ByteBuffer.allocate(1024);
            if (channel.read(answer) < 12 || answer.get(9) != '2') {
                throw new IOException("the upload was not answered with success");
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
