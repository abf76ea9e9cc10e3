// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.adapter.RequestTap;
import io.trafficmirror.adapter.TappedInput;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code stream} is for: an upload of 30 MB over a socket, read as fast as the application can, at default settings. */
@Timeout(300)
class LargeUploadTest {
    private static final int UPLOAD = 30_000_000;

    /** The default of an application with 1.25 GiB of heap or more; half of it holds an upload whose shadow has no processor yet. */
    private static final long BUDGET = 64L << 20;

    private static final int UPLOADS = Integer.getInteger("uploads", 20);

    private final ServerSocket primary = loopback();
    private final ServerSocket shadow = loopback();
    private final Signal signal = new Signal();
    private final List<Long> arrived = new CopyOnWriteArrayList<>();

    LargeUploadTest() throws IOException {}

    private static ServerSocket loopback() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @Test
    void uploads_that_the_application_reads_at_full_speed_reach_a_healthy_shadow() throws Exception {
        start(this::serveShadow);
        CaptureRules stream = CaptureRules.DEFAULT.withStream(CaptureRules.DEFAULT.streamBufferBytes());
        try (primary;
                shadow;
                TrafficMirror mirror = TrafficMirror.builder()
                        .limits(Unhurried.bounds().withMaxBytesHeld(BUDGET))
                        .route(MirrorRoute.to("http://127.0.0.1:" + shadow.getLocalPort())
                                .mirror(spec -> spec.withCapture(stream)))
                        .build()) {
            for (int i = 0; i < UPLOADS; i++) {
                upload(mirror);
                int expected = i + 1;
                assertThat(signal.await(() -> arrived.size() == expected, Duration.ofSeconds(20)))
                        .as(
                                "upload %s of %s, %s",
                                expected, UPLOADS, mirror.stats().mirrors())
                        .isTrue();
            }
            mirror.close(Duration.ofSeconds(60));
            MirrorCounts counts = mirror.stats().mirrors().get(0);
            assertThat(counts.failed()).isEmpty();
            assertThat(counts.dropped()).isEmpty();
            assertThat(arrived).hasSize(UPLOADS).containsOnly((long) UPLOAD);
        }
    }

    private static void start(Running work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The test is over, or will miss what did not arrive.
                    }
                },
                "large-upload");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Running {
        void run() throws IOException;
    }

    /** The application: nothing between the socket and the tee, nothing done with what was read. */
    private void upload(TrafficMirror mirror) throws IOException {
        start(() -> {
            try (Socket client = new Socket(primary.getInetAddress(), primary.getLocalPort())) {
                byte[] piece = new byte[100_000];
                for (int sent = 0; sent < UPLOAD; sent += piece.length) {
                    client.getOutputStream().write(piece);
                }
            }
        });
        Exchange exchange = mirror.observe(
                BusyPrimary.head("POST", "/git-receive-pack", Headers.of("Content-Length", Integer.toString(UPLOAD))));
        try (Socket connection = primary.accept();
                InputStream body = new TappedInput(
                        connection.getInputStream(), new RequestTap(exchange.requestBody(), null, mirror::fault))) {
            byte[] buffer = new byte[8192];
            while (body.read(buffer) >= 0) {
                // As fast as it can.
            }
        }
        exchange.end(new ResponseHead(200, Headers.empty()));
    }

    private void serveShadow() throws IOException {
        while (true) {
            Socket connection = shadow.accept();
            start(() -> serve(connection));
        }
    }

    private void serve(Socket connection) throws IOException {
        try (connection) {
            byte[] buffer = new byte[64 << 10];
            InputStream in = connection.getInputStream();
            while (endOfHead(in)) {
                long left = UPLOAD;
                for (int n = 0; n >= 0 && left > 0; left -= Math.max(0, n)) {
                    n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                }
                arrived.add(UPLOAD - left);
                signal.changed();
                connection.getOutputStream().write("HTTP/1.1 204 N\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static boolean endOfHead(InputStream in) throws IOException {
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int octet = in.read();
            if (octet < 0) {
                return false;
            }
            last = last << 8 | octet;
        }
        return true;
    }
}
