// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import static io.trafficmirror.transport.FailureReason.BODY_CUT;
import static io.trafficmirror.transport.FailureReason.STREAM_OVERRUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.testkit.shadow.ShadowSettings;
import io.trafficmirror.testkit.transport.TransportUnderTest;
import io.trafficmirror.transport.ShadowTransport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Bodies that travel while the application reads them. Part of {@link ChaosContract}. The system property {@code streamMiB} makes the
 * upload longer than its 64 MiB.
 *
 * @since 0.1.0
 */
public interface ChaosStreamContract extends TransportUnderTest {
    /** Any length through 256 KiB, announced. */
    @Test
    default void an_upload_of_known_length_arrives_byte_for_byte() {
        arrives(true);
    }

    /** The same in chunks. */
    @Test
    default void an_upload_of_unknown_length_arrives_byte_for_byte() {
        arrives(false);
    }

    private void arrives(boolean announced) {
        long bytes = Long.getLong("streamMiB", 64) << 20;
        PacedUpload upload = new PacedUpload();
        try (ChaosRig rig = streaming(factory())) {
            rig.shadow().behave(upload.pacemaker());
            Exchange exchange = observe(rig, announced, bytes);
            BodySink body = exchange.requestBody();
            for (long sent = 0; sent < bytes; sent += PacedUpload.STEP) {
                body.write(upload.next(), 0, PacedUpload.STEP);
            }
            body.end();
            exchange.end(new ResponseHead(200, Headers.empty()));
            rig.awaitQuiet();
            rig.failsNever();
            RecordedRequest copy = rig.shadow().requests().get(0);
            assertThat(copy.complete()).isTrue();
            assertThat(copy.body().length()).isEqualTo(bytes);
            assertThat(copy.body().sha256()).isEqualTo(upload.sha256OfAll());
            assertThat(copy.header("Content-Length").isPresent()).isEqualTo(announced);
        }
    }

    /** The application reads on at its own pace; what the buffer does not take is the end of the copy. */
    @Test
    default void a_shadow_that_lags_loses_its_copy_and_can_tell() {
        try (ChaosRig rig = streaming(factory())) {
            for (boolean announced : new boolean[] {true, false}) {
                rig.shadow().behave(Fault.silence(Phase.AFTER_REQUEST_HEAD));
                rig.shadow().forget();
                Exchange exchange = observe(rig, announced, 64 << 20);
                BodySink body = exchange.requestBody();
                byte[] chunk = new byte[PacedUpload.STEP];
                body.write(chunk, 0, chunk.length);
                rig.shadow().awaitRequests(1, ChaosRig.PATIENCE);
                for (int i = 1; i < (64 << 20) / chunk.length; i++) {
                    body.write(chunk, 0, chunk.length);
                }
                assertThat(body.isOpen()).isFalse();
                body.end();
                exchange.end(new ResponseHead(200, Headers.empty()));
                rig.awaitQuiet();
                assertThat(rig.shadow().requests()).hasSize(1).noneMatch(RecordedRequest::complete);
            }
            rig.failsAs(STREAM_OVERRUN);
        }
    }

    /** The client goes away, or the application stops reading: a prefix is never taken for the whole. */
    @Test
    default void an_upload_that_is_given_up_is_seen_to_be_cut() {
        try (ChaosRig rig = streaming(factory())) {
            for (boolean announced : new boolean[] {true, false}) {
                for (boolean aborted : new boolean[] {true, false}) {
                    PacedUpload upload = new PacedUpload();
                    rig.shadow().forget();
                    rig.shadow().behave(upload.pacemaker());
                    Exchange exchange = observe(rig, announced, 1 << 20);
                    for (int i = 0; i < 20; i++) {
                        exchange.requestBody().write(upload.next(), 0, PacedUpload.STEP);
                    }
                    if (aborted) {
                        exchange.requestBody().fail(DropReason.BODY_ABORTED);
                    }
                    exchange.endWithoutResponse();
                    rig.awaitQuiet();
                    assertThat(rig.shadow().awaitRequests(1, ChaosRig.PATIENCE))
                            .hasSize(1)
                            .noneMatch(RecordedRequest::complete);
                }
            }
            rig.failsAs(BODY_CUT);
        }
    }

    /** No byte was read: then none is sent. */
    @Test
    default void an_upload_that_nobody_reads_starts_no_copy() {
        try (ChaosRig rig = streaming(factory())) {
            Exchange exchange = observe(rig, true, 1 << 20);
            exchange.end(new ResponseHead(413, Headers.empty()));
            rig.awaitQuiet();
            assertThat(rig.counts().dropped()).containsOnlyKeys(DropReason.BODY_UNREAD);
            assertThat(rig.shadow().connections()).isZero();
        }
    }

    /** Every fault of a shadow that takes a body while it is read, under load. */
    @Test
    default void survives_faults_in_the_middle_of_streams() {
        try (ChaosRig rig = streaming(factory())) {
            rig.expose(Fault.reset(Phase.INSIDE_REQUEST_BODY));
            rig.expose(Fault.close(Phase.INSIDE_REQUEST_BODY));
            rig.expose(Fault.reset(Phase.AFTER_REQUEST_HEAD));
            rig.expose(Answer.status(413).early());
            rig.expose(Fault.reset(Phase.ON_ACCEPT));
            rig.under(Answer.ok().closingUnannounced());
            rig.recovers();
        }
    }

    private static Exchange observe(ChaosRig rig, boolean announced, long bytes) {
        Headers headers = announced
                ? Headers.of("Content-Length", Long.toString(bytes))
                : Headers.of("Transfer-Encoding", "chunked");
        return rig.mirror().observe(BusyPrimary.head("POST", "/upload", headers));
    }

    private static ChaosRig streaming(ShadowTransport.Factory transport) {
        RecordingShadow shadow = ShadowSettings.defaults().keepBody(0).start();
        Duration deadline = Duration.ofMinutes(10);
        TrafficMirror mirror = TrafficMirror.builder()
                .transport(transport)
                .limits(ChaosRig.limits().withMaxBytesHeld(1 << 20))
                .route(MirrorRoute.to(shadow.uri().toString())
                        .mirror(spec ->
                                ChaosRig.tight(spec, deadline).withCapture(CaptureRules.DEFAULT.withStream(256 << 10))))
                .build();
        return new ChaosRig(shadow, mirror, deadline);
    }
}
