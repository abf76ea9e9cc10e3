// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

import com.sun.management.ThreadMXBean;
import io.trafficmirror.MirrorLimits;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what a copy with a body costs: CPU time and garbage of the request's thread and of the mirror's threads, by the thread. The shadow
 * is in this process too, and is not counted.
 */
public final class BodyCost {
    private static final int PIECE = 8192;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] ANSWER = "HTTP/1.1 204 N\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final TrafficMirror mirror;
    private final byte[] content;
    private long captureNanos;
    private long captureBytes;

    private BodyCost(TrafficMirror mirror, int size) {
        this.mirror = mirror;
        this.content = new byte[size];
        new Random(1).nextBytes(content);
    }

    /** Prints a line for each window; the first ones warm up. The argument is the size of a body in bytes. */
    public static void main(String[] args) throws IOException {
        int size = Integer.parseInt(args[0]);
        try (ServerSocket shadow = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TrafficMirror mirror = TrafficMirror.builder()
                        .limits(MirrorLimits.defaults()
                                .withCpuShare(1)
                                .withRampUp(Duration.ZERO)
                                .withMaxBytesHeld(64 << 20))
                        .route(MirrorRoute.to("http://127.0.0.1:" + shadow.getLocalPort()))
                        .build()) {
            start(() -> accept(shadow));
            BodyCost cost = new BodyCost(mirror, size);
            for (int window = 0; window < 5; window++) {
                cost.window(Math.max(400, Math.min(4000, 400_000_000 / size)));
            }
        }
    }

    private void window(int copies) {
        captureNanos = 0;
        captureBytes = 0;
        long answered = answered();
        long nanos = mirrorNanos();
        long bytes = mirrorBytes();
        for (int i = 0; i < copies; i++) {
            copy();
            while (mirror.stats().bytesHeld() > 8L * content.length + 100_000) {
                Thread.yield();
            }
        }
        while (!mirror.stats().isClosed()) {
            LockSupport.parkNanos(1_000_000);
        }
        double delivered = answered() - answered;
        System.out.printf(
                Locale.ROOT,
                "%d bytes: request thread %.1f us, mirror's threads %.1f us, %.0f bytes of garbage; delivered %.0f of"
                        + " %d%n",
                content.length,
                captureNanos / 1000.0 / copies,
                (mirrorNanos() - nanos) / 1000.0 / delivered,
                (mirrorBytes() - bytes + captureBytes) / delivered,
                delivered,
                copies);
    }

    private void copy() {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = THREADS.getCurrentThreadCpuTime();
        Exchange exchange = mirror.observe(new RequestHead(
                "POST", "http", "shop.example", "/orders", Headers.of("Content-Length", "" + content.length)));
        BodySink body = exchange.requestBody();
        for (int at = 0; at < content.length; at += PIECE) {
            body.write(content, at, Math.min(PIECE, content.length - at));
        }
        body.end();
        exchange.end(new ResponseHead(200, Headers.empty()));
        captureNanos += THREADS.getCurrentThreadCpuTime() - nanos;
        captureBytes += THREADS.getCurrentThreadAllocatedBytes() - bytes;
    }

    private long answered() {
        return mirror.stats().mirrors().get(0).answeredInAll();
    }

    private static long mirrorNanos() {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            sum += isMirrors(id) ? Math.max(0, THREADS.getThreadCpuTime(id)) : 0;
        }
        return sum;
    }

    private static long mirrorBytes() {
        long sum = 0;
        for (long id : THREADS.getAllThreadIds()) {
            sum += isMirrors(id) ? Math.max(0, THREADS.getThreadAllocatedBytes(id)) : 0;
        }
        return sum;
    }

    private static boolean isMirrors(long id) {
        ThreadInfo info = THREADS.getThreadInfo(id);
        return info != null && info.getThreadName().startsWith("traffic-mirror");
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        System.err.println("shadow: " + e.getMessage());
                    }
                },
                "shadow");
        thread.setDaemon(true);
        thread.start();
    }

    private static void accept(ServerSocket shadow) throws IOException {
        while (!shadow.isClosed()) {
            Socket connection = shadow.accept();
            start(() -> serve(connection));
        }
    }

    private static void serve(Socket connection) throws IOException {
        InputStream in = new BufferedInputStream(connection.getInputStream(), 1 << 16);
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
            int at = head.indexOf("Content-Length: ") + 16;
            in.skipNBytes(Long.parseLong(head.substring(at, head.indexOf("\r\n", at))));
            connection.getOutputStream().write(ANSWER);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                return "";
            }
            head.append((char) octet);
        }
        return head.toString();
    }
}
