// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.http.Headers;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.ShadowSettings;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Bodies that are sent while they arrive: whole and identical, or visibly cut; never, where the capability is not claimed.
 *
 * @since 0.1.0
 */
public interface TransportStreamContract extends TransportUnderTest {
    private static ShadowRequest request(TransportRig rig, StepSource source) {
        return rig.request("POST", "/stream", Headers.empty(), new Body.Streamed(source));
    }

    /** Runs the test where bodies can be streamed; elsewhere they must be refused. */
    private void streaming(StepSource source, BiConsumer<TransportRig, HeardCall> test) {
        try (TransportRig rig = TransportRig.Setup.PLAIN
                .shadow(ShadowSettings.defaults().keepBody(8 << 20))
                .open(factory())) {
            HeardCall heard = rig.start(request(rig, source));
            if (rig.can(Capability.STREAMING_BODY)) {
                test.accept(rig, heard);
            } else {
                assertThat(heard.outcome()).isInstanceOf(Outcome.Unsendable.class);
                assertThat(rig.shadow().requestCount()).isZero();
            }
        }
    }

    private static byte[] produce(StepSource source, int total, Random random) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() < total) {
            byte[] piece = new byte[Math.min(total - all.size(), random.nextInt(random.nextBoolean() ? 100 : 200_000))];
            random.nextBytes(piece);
            all.writeBytes(piece);
            source.add(piece);
        }
        return all.toByteArray();
    }

    @TestFactory
    default Stream<DynamicTest> a_streamed_body_arrives_identical() {
        return Stream.of(0, 1, 5_000_000)
                .flatMap(total -> Stream.of(StepSource.ofUnknownLength(), StepSource.ofLength(total))
                        .map(source -> DynamicTest.dynamicTest(
                                total + " of " + source.length(),
                                () -> streaming(source, (rig, heard) -> {
                                    rig.shadow().awaitHeads(1, Duration.ofSeconds(60));
                                    byte[] all = produce(source, total, new Random(total));
                                    source.end();
                                    assertThat(heard.outcome()).isEqualTo(new Outcome.Answered(200, 7, false));
                                    RecordedRequest arrived = rig.shadow()
                                            .awaitRequests(1, Duration.ofSeconds(60))
                                            .get(0);
                                    assertThat(arrived.violations()).isEmpty();
                                    assertThat(arrived.body().bytes()).isEqualTo(all);
                                    assertThat(arrived.headers("Content-Length"))
                                            .isEqualTo(source.length().isPresent() ? List.of("" + total) : List.of());
                                    rig.sendOrdinary();
                                    assertThat(rig.shadow().connections()).isEqualTo(1);
                                }))));
    }

    @TestFactory
    default Stream<DynamicTest> a_cut_body_is_seen_to_be_cut() {
        return Stream.of(StepSource.ofUnknownLength(), StepSource.ofLength(1000))
                .map(source -> DynamicTest.dynamicTest(
                        "" + source.length(),
                        () -> streaming(source, (rig, heard) -> {
                            source.add("some".getBytes(ISO_8859_1));
                            rig.shadow().awaitHeads(1, Duration.ofSeconds(60));
                            source.cut();
                            assertThat(heard.failed().reason()).isEqualTo(FailureReason.BODY_CUT);
                            assertIncomplete(rig);
                        })));
    }

    @TestFactory
    default Stream<DynamicTest> an_aborted_body_is_seen_to_be_cut() {
        return Stream.of(StepSource.ofUnknownLength(), StepSource.ofLength(1000))
                .map(source -> DynamicTest.dynamicTest(
                        "" + source.length(),
                        () -> streaming(source, (rig, heard) -> {
                            source.add("some".getBytes(ISO_8859_1));
                            rig.shadow().awaitHeads(1, Duration.ofSeconds(60));
                            heard.call().abort(FailureReason.STREAM_OVERRUN, "too slow");
                            assertThat(heard.outcome())
                                    .isEqualTo(new Outcome.Failed(FailureReason.STREAM_OVERRUN, "too slow"));
                            assertIncomplete(rig);
                            assertThat(source.isCancelled()).isTrue();
                        })));
    }

    @Test
    default void a_body_shorter_than_promised_is_seen_to_be_cut() {
        StepSource source = StepSource.ofLength(1000);
        streaming(source, (rig, heard) -> {
            source.add("some".getBytes(ISO_8859_1));
            rig.shadow().awaitHeads(1, Duration.ofSeconds(60));
            source.end();
            heard.failed();
            assertIncomplete(rig);
        });
    }

    /** As the mirror does with a transport that did not end in time: it takes the rest of the body away. */
    @Test
    default void a_body_that_is_taken_away_behind_its_end_is_seen_to_be_cut() {
        StepSource source = StepSource.ofUnknownLength();
        streaming(source, (rig, heard) -> {
            rig.shadow().behave(Fault.silence(Phase.AFTER_REQUEST_HEAD));
            for (int i = 0; i < 2000; i++) {
                source.add(new byte[16 << 10]);
            }
            source.end();
            rig.shadow().awaitHeads(1, Duration.ofSeconds(60));
            source.cancel();
            rig.shadow().drain();
            assertThat(heard.failed().reason()).isEqualTo(FailureReason.BODY_CUT);
            assertIncomplete(rig);
        });
    }

    @TestFactory
    default Stream<DynamicTest> a_body_that_is_taken_away_between_two_looks_is_seen_to_be_cut() {
        return Stream.of(1, 2, 3, 4)
                .map(poll -> DynamicTest.dynamicTest("by the time of empty poll " + poll, () -> {
                    StepSource source = StepSource.ofUnknownLength().takenAwayAtEmptyPoll(poll);
                    streaming(source, (rig, heard) -> {
                        source.add("some".getBytes(ISO_8859_1));
                        source.end();
                        Outcome outcome = heard.outcome();
                        assertThat(outcome instanceof Outcome.Answered)
                                .isEqualTo(source.state() == BodySource.State.ENDED);
                        rig.sendOrdinary();
                    });
                }));
    }

    @Test
    default void a_body_longer_than_promised_harms_no_other() {
        StepSource source = StepSource.ofLength(3);
        streaming(source, (rig, heard) -> {
            source.add("GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
            source.end();
            heard.outcome();
            rig.sendOrdinary();
            assertThat(rig.shadow().countsByTarget()).doesNotContainKey("/smuggled");
        });
    }

    @Test
    default void a_shadow_that_takes_nothing_is_not_written_to() {
        StepSource source = StepSource.ofUnknownLength();
        streaming(source, (rig, heard) -> {
            rig.shadow().behave(Fault.silence(Phase.AFTER_REQUEST_HEAD));
            source.add(new byte[40_000_000]);
            heard.awaitSending().call().abort(FailureReason.TIMEOUT, "deadline");
            assertThat(heard.failed().reason()).isEqualTo(FailureReason.TIMEOUT);
            rig.shadow().drain();
            rig.sendOrdinary();
        });
    }

    private static void assertIncomplete(TransportRig rig) {
        List<RecordedRequest> arrived = rig.shadow().awaitRequests(1, Duration.ofSeconds(60));
        assertThat(arrived).allMatch(request -> !request.complete());
        rig.sendOrdinary();
    }
}
