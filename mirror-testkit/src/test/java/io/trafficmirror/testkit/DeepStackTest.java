// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.adapter.RequestTap;
import io.trafficmirror.adapter.TappedInput;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application that goes so deep that what the mirror does runs on the last bytes of its stack: every depth from the overflow upwards
 * is tried, and the mirror goes on afterwards as if nothing had been.
 */
class DeepStackTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long STACK_BYTES = 512 << 10;

    /** Frames above the overflow that are tried, one after the other. */
    private static final int DEPTHS = 220;

    /** Compiled frames are small: where so many of them are not enough for a whole request, more are tried, up to these. */
    private static final int MOST_DEPTHS = 4000;

    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_application_that_nests_over_the_stream_to_its_stacks_end_costs_no_slot_and_no_byte(boolean stream)
            throws Exception {
        try (TrafficMirror mirror = mirror(stream)) {
            for (int above = 0; above < DEPTHS; above++) {
                Exchange exchange =
                        mirror.observe(BusyPrimary.head("POST", "/deep", Headers.of("Transfer-Encoding", "chunked")));
                InputStream body = new TappedInput(
                        new ByteArrayInputStream(new byte[3]),
                        new RequestTap(exchange.requestBody(), null, mirror::fault));
                int frames = above;
                atTheEndOfTheStack(frames, () -> {
                    read(body);
                    return null;
                });
                exchange.end(new ResponseHead(200, Headers.empty()));
            }
            goesOn(mirror);
        }
    }

    /**
     * The server's stream calls nothing, so whatever a tap calls behind it needs more of the stack than it did: with frames of two sizes
     * above the read, each few bytes of the stack's end are tried.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_a_server_throws_or_returns_on_the_last_bytes_of_a_stack_is_what_the_application_gets(boolean throwing)
            throws Exception {
        try (TrafficMirror mirror = mirror(false)) {
            int reached = 0;
            for (int above = 0; above < 40; above++) {
                for (int shifted = 0; shifted < 16; shifted++) {
                    Exchange exchange = mirror.observe(
                            BusyPrimary.head("POST", "/deep", Headers.of("Transfer-Encoding", "chunked")));
                    Server server = new Server(throwing ? new IOException("gone") : null);
                    InputStream body =
                            new TappedInput(server, new RequestTap(exchange.requestBody(), null, mirror::fault));
                    Got got = new Got();
                    int shift = shifted;
                    atTheEndOfTheStack(above + shift, () -> shift(shift, 0, 0, 0, body, got));
                    exchange.end(new ResponseHead(200, Headers.empty()));
                    if (server.asked) {
                        reached++;
                        assertThat(got.thrown).isSameAs(server.gone);
                        assertThat(got.read).isEqualTo(throwing ? 0 : 7);
                    }
                }
            }
            assertThat(reached).isPositive();
            goesOn(mirror);
        }
    }

    /** A server's stream that calls nothing. */
    @SuppressWarnings("InputStreamSlowMultibyteRead") // single bytes are all that is read
    private static final class Server extends InputStream {
        private final @Nullable IOException gone;
        private boolean asked;

        Server(@Nullable IOException gone) {
            this.gone = gone;
        }

        @Override
        public int read() throws IOException {
            asked = true;
            if (gone != null) {
                throw gone;
            }
            return 7;
        }
    }

    /** What the application got. */
    private static final class Got {
        private @Nullable Throwable thrown;
        private int read;
    }

    private static Object shift(int frames, long a, long b, long c, InputStream body, Got got) {
        if (frames > 0) {
            return shift(frames - 1, a + 1, b + 1, c + 1, body, got);
        }
        try {
            got.read = body.read();
        } catch (Throwable t) {
            got.thrown = t;
        }
        return body;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_request_that_is_observed_and_ended_on_the_last_bytes_of_a_stack_costs_no_slot_and_no_byte(boolean stream)
            throws Exception {
        try (TrafficMirror mirror = mirror(stream)) {
            for (int above = 0; goesDeeper(mirror, above); above++) {
                Exchange[] begun = {Exchange.NONE};
                atTheEndOfTheStack(above, () -> {
                    begun[0] = mirror.observe(BusyPrimary.head("GET", "/deep", Headers.empty()));
                    begun[0].end(new ResponseHead(200, Headers.empty()));
                    return null;
                });
                begun[0].endWithoutResponse();
            }
            goesOn(mirror);
        }
    }

    /** Whatever breaks off, each exchange of interest is shown or counted as lost: a closed account says so. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_exchange_that_observers_see_on_the_last_bytes_of_a_stack_costs_no_byte_and_closes_its_account(
            boolean answersOnTheLastBytes) throws Exception {
        try (TrafficMirror mirror = builder(false).observer(exchange -> {}).build()) {
            for (int above = 0; goesDeeper(mirror, above); above++) {
                Exchange[] begun = {Exchange.NONE};
                if (answersOnTheLastBytes) {
                    begun[0] = mirror.observe(BusyPrimary.head("GET", "/deep", Headers.empty()));
                }
                atTheEndOfTheStack(above, () -> {
                    if (!answersOnTheLastBytes) {
                        begun[0] = mirror.observe(BusyPrimary.head("GET", "/deep", Headers.empty()));
                    }
                    begun[0].responseBody().write(new byte[3000], 0, 3000);
                    begun[0].end(new ResponseHead(200, Headers.of("X-A", "b")));
                    return null;
                });
                begun[0].endWithoutResponse();
            }
            goesOn(mirror);
            assertThat(mirror.stats().mirrors().get(0).observed()).isPositive();
        }
    }

    private TrafficMirror mirror(boolean stream) {
        return builder(stream).build();
    }

    private TrafficMirrorBuilder builder(boolean stream) {
        return TrafficMirror.builder()
                .limits(ChaosRig.limits())
                .route(MirrorRoute.to(shadow.uri().toString())
                        .mirror(spec -> Unhurried.mirror(spec)
                                .withCapture(
                                        stream ? CaptureRules.DEFAULT.withStream(64 << 10) : CaptureRules.DEFAULT)));
    }

    /** Goes on until a few requests had stack enough to be selected. */
    private static boolean goesDeeper(TrafficMirror mirror, int above) {
        return above < DEPTHS
                || (above < MOST_DEPTHS && mirror.stats().mirrors().get(0).selected() < 10);
    }

    /** All is given back without a close, and a request finds its way. */
    private void goesOn(TrafficMirror mirror) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(mirror.stats()).matches(io.trafficmirror.report.MirrorStats::isClosed, "closed"));
        assertThat(mirror.stats().mirrors().get(0).selected()).isPositive();
        long answered = mirror.stats().mirrors().get(0).answeredInAll();
        new BusyPrimary(mirror, 1).get("/after");
        await().atMost(PATIENCE)
                .until(() -> mirror.stats().mirrors().get(0).answeredInAll() == answered + 1
                        && mirror.stats().isClosed());
    }

    private static void read(InputStream body) {
        try {
            while (body.read() >= 0) {}
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Work {
        Object run();
    }

    /** Runs this so many frames above the overflow of a fresh stack. */
    private static void atTheEndOfTheStack(int above, Work work) throws InterruptedException {
        Thread thread = new Thread(
                null,
                () -> {
                    int[] deepest = {0};
                    try {
                        descend(Integer.MAX_VALUE, deepest, () -> null);
                    } catch (StackOverflowError e) {
                        // The depth is known now.
                    }
                    try {
                        descend(deepest[0] - above, new int[1], work);
                    } catch (StackOverflowError e) {
                        // The application's own.
                    }
                },
                "deep",
                STACK_BYTES);
        thread.start();
        thread.join();
    }

    private static int descend(int frames, int[] depth, Work work) {
        depth[0]++;
        if (frames <= 0) {
            work.run();
            return 0;
        }
        return 1 + descend(frames - 1, depth, work);
    }
}
