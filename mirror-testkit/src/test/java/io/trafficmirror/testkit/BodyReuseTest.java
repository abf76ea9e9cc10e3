// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.transport.jdk.JdkTransport;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies whose memory is used over and over, within a budget that is far too small for them, by a shadow that answers, resets and stalls:
 * each body holds its own number in every place, and whoever sees one, the shadow or an observer, sees that number alone.
 */
class BodyReuseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THREADS = 4;
    private static final int REQUESTS = 400;
    private static final int SMALLEST = 2000;
    private static final int LARGEST = 300_000;
    private static final int MOST_HELD = 5 << 20;

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<Socket, Integer> stalled = new ConcurrentHashMap<>();
    private final Queue<HeldBody> kept = new ConcurrentLinkedQueue<>();
    private final AtomicInteger checked = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"wire", "jdk", "wire streamed", "wire transformed"})
    void whoever_sees_a_body_sees_its_own_bytes_alone(String way) throws Exception {
        try (ServerSocket shadow = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TrafficMirror mirror = mirror(shadow.getLocalPort(), way)) {
            start(() -> serve(shadow));
            List<Thread> primaries = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int first = 1 + i * REQUESTS;
                primaries.add(start(() -> requests(mirror, first)));
            }
            for (Thread primary : primaries) {
                primary.join();
            }
            await().atMost(PATIENCE).until(() -> mirror.stats().mirrors().get(0).inFlight() == 0);
            for (HeldBody body : kept) {
                see(body);
                body.release();
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(mirror.stats()).matches(MirrorStats::isClosed, "closed"));
            stalled.forEach(this::readRest);

            assertThat(wrong).isEmpty();
            MirrorCounts counts = mirror.stats().mirrors().get(0);
            assertThat(counts.answeredInAll()).as("answered, %s", counts).isPositive();
            assertThat(counts.failedInAll()).as("failed, %s", counts).isPositive();
            assertThat(checked).hasPositiveValue();
        }
    }

    private TrafficMirror mirror(int port, String way) {
        TrafficMirrorBuilder builder = TrafficMirror.builder()
                .limits(Unhurried.bounds().withMaxBytesHeld(MOST_HELD))
                .observer(new Looking())
                .route(MirrorRoute.to("http://127.0.0.1:" + port).mirror(spec -> spec(spec, way)));
        return (way.equals("jdk") ? builder.transport(JdkTransport.factory()) : builder).build();
    }

    private static MirrorSpec spec(MirrorSpec spec, String way) {
        MirrorSpec hasty = spec.withLimits(spec.limits()
                .withDeadline(Duration.ofMillis(500))
                .withMaxInFlight(12)
                .withBreaker(new BreakerRules(1000, 100, 1000, Duration.ofSeconds(1), Duration.ofSeconds(10))));
        return switch (way) {
            case "wire streamed" -> hasty.withCapture(CaptureRules.DEFAULT.withStream(1 << 20));
            case "wire transformed" -> hasty.withTransform(content -> content);
            default -> hasty;
        };
    }

    private void requests(TrafficMirror mirror, int first) {
        Random random = new Random(first);
        for (int id = first; id < first + REQUESTS; id++) {
            byte[] content = pattern(id, SMALLEST + random.nextInt(LARGEST - SMALLEST));
            Exchange exchange = mirror.observe(
                    BusyPrimary.head("POST", "/" + id, Headers.of("Content-Length", "" + content.length)));
            for (int at = 0; at < content.length; at += 8192) {
                exchange.requestBody().write(content, at, Math.min(8192, content.length - at));
            }
            exchange.requestBody().end();
            exchange.responseBody().write(content, 0, Math.min(content.length, 50_000));
            exchange.end(new ResponseHead(200, Headers.empty()));
        }
    }

    private static byte[] pattern(int id, int size) {
        byte[] bytes = new byte[size & ~3];
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        while (numbers.hasRemaining()) {
            numbers.putInt(id);
        }
        return bytes;
    }

    /** Looks at most bodies while they are shown, and keeps some. */
    private final class Looking implements ExchangeObserver {
        @Override
        public int maxBodyBytes() {
            return LARGEST;
        }

        @Override
        public void onExchange(ObservedExchange exchange) {
            HeldBody body = exchange.primary().body();
            switch (checked.incrementAndGet() % 4) {
                case 0 -> kept.add(body.retain());
                case 1 -> {}
                default -> see(body);
            }
        }
    }

    private void see(HeldBody body) {
        int id = -1;
        for (ByteBuffer buffer : body.buffers()) {
            ByteBuffer numbers = buffer.duplicate();
            while (numbers.remaining() >= Integer.BYTES) {
                int number = numbers.getInt();
                id = id < 0 ? number : id;
                if (number != id) {
                    wrong.add("an observer saw " + number + " in " + id);
                    return;
                }
            }
        }
    }

    private void serve(ServerSocket shadow) throws IOException {
        while (true) {
            Socket connection = shadow.accept();
            start(() -> serve(connection));
        }
    }

    private void serve(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
            int id = Integer.parseInt(head.substring(head.indexOf('/') + 1, head.indexOf(" HTTP")));
            int at = head.indexOf("Content-Length: ") + 16;
            int length = Integer.parseInt(head.substring(at, head.indexOf("\r\n", at)));
            boolean sick = id % 17 == 0 || id % 11 == 0;
            readNumbers(in, id, sick ? length / 8 : length / 4);
            if (id % 17 == 0) {
                stalled.put(connection, id);
                return;
            }
            if (id % 11 == 0) {
                connection.setSoLinger(true, 0);
                connection.close();
                return;
            }
            connection.getOutputStream().write("HTTP/1.1 204 N\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        connection.close();
    }

    private void readNumbers(DataInputStream in, int id, int numbers) throws IOException {
        byte[] bytes = in.readNBytes(numbers * Integer.BYTES);
        check(bytes, id);
    }

    private void readRest(Socket socket, int id) {
        try (socket) {
            check(socket.getInputStream().readAllBytes(), id);
        } catch (IOException e) {
            // What came before the reset is lost with it.
        }
    }

    private void check(byte[] bytes, int id) {
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        while (numbers.remaining() >= Integer.BYTES) {
            int number = numbers.getInt();
            if (number != id) {
                wrong.add("the shadow saw " + number + " in " + id);
                return;
            }
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

    private interface Work {
        void run() throws IOException;
    }

    private static Thread start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The other side has gone.
                    }
                },
                "body-reuse");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
