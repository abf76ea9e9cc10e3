// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import static io.trafficmirror.transport.FailureReason.CONNECT;
import static io.trafficmirror.transport.FailureReason.PROTOCOL;
import static io.trafficmirror.transport.FailureReason.RESET;
import static io.trafficmirror.transport.FailureReason.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.Headers;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import io.trafficmirror.testkit.shadow.Drips;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Floods;
import io.trafficmirror.testkit.shadow.Interim;
import io.trafficmirror.testkit.shadow.Malformed;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.transport.TransportUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Shadows that accept, and then misbehave. Part of {@link ChaosContract}.
 *
 * @since 0.1.0
 */
public interface ChaosAnswerContract extends TransportUnderTest {
    /** From the accept to the last byte of an answer. */
    @Test
    default void survives_silence_at_each_phase() {
        try (ChaosRig rig = ChaosRig.hasty(factory())) {
            for (Phase phase : Phase.values()) {
                rig.under(Fault.silence(phase));
            }
            rig.failsAs(TIMEOUT, RESET).recovers();
        }
    }

    /** The same with a RST. */
    @Test
    default void survives_a_reset_at_each_phase() {
        try (ChaosRig rig = ChaosRig.patient(factory())) {
            for (Phase phase : Phase.values()) {
                rig.under(Fault.reset(phase));
            }
            rig.failsAs(RESET, CONNECT, PROTOCOL).recovers();
        }
    }

    /** The same with a FIN. */
    @Test
    default void survives_a_close_at_each_phase() {
        try (ChaosRig rig = ChaosRig.patient(factory())) {
            for (Phase phase : Phase.values()) {
                rig.under(Fault.close(phase));
            }
            rig.failsAs(RESET, CONNECT, PROTOCOL).recovers();
        }
    }

    /** A byte every 50 ms keeps any read timeout happy. */
    @Test
    default void survives_answers_that_drip() {
        try (ChaosRig rig = ChaosRig.hasty(factory())) {
            Answer answer = Answer.ok().body("drip ".repeat(20));
            rig.under(Drips.answer(answer, Duration.ofMillis(50)));
            rig.under(Drips.body(answer, Duration.ofMillis(50)));
            rig.failsAs(TIMEOUT).recovers();
        }
    }

    /** The request's body is taken so slowly that it never ends. */
    @Test
    default void survives_a_shadow_that_reads_in_drips() {
        try (ChaosRig rig = ChaosRig.hasty(factory())) {
            rig.under(Drips.reading(10, Duration.ofMillis(50), Answer.ok()))
                    .failsAs(TIMEOUT)
                    .recovers();
        }
    }

    /** A header line without end, and lines without end. */
    @Test
    default void survives_endless_headers() {
        try (ChaosRig rig = ChaosRig.hasty(factory())) {
            rig.under(Floods.endlessHeader());
            rig.under(Floods.endlessHeaders());
            rig.failsAs(PROTOCOL, RESET, TIMEOUT).recovers();
        }
    }

    /** The status came, the rest is cut at the cap: that is an answer. */
    @Test
    default void reads_endless_bodies_to_the_cap_only() {
        try (ChaosRig rig = ChaosRig.patient(factory())) {
            rig.under(Floods.endlessBody()).failsNever().recovers();
        }
    }

    /** Announced and meant. */
    @Test
    default void reads_a_gibibyte_to_the_cap_only() {
        try (ChaosRig rig = ChaosRig.patient(factory())) {
            rig.under(Floods.body(1 << 30)).failsNever().recovers();
        }
    }

    /**
     * Bad status lines, bad headers, bad lengths, bad chunks, and what only bends the rules: whatever a transport makes of them, it
     * comes to an end. A length below zero on a connection that stays open keeps clients waiting for ever.
     */
    @Test
    default void survives_answers_that_are_not_http() {
        try (ChaosRig rig = ChaosRig.hasty(factory())) {
            for (Malformed malformed : Malformed.values()) {
                rig.expose(malformed);
            }
            rig.failsAs(PROTOCOL, RESET, TIMEOUT).recovers();
        }
    }

    /** Interim answers, some and without end. */
    @Test
    default void survives_storms_of_interim_answers() {
        try (ChaosRig rig = ChaosRig.hasty(factory())) {
            rig.under(Interim.storm(500, Answer.ok()));
            rig.under(Interim.endless());
            rig.failsAs(PROTOCOL, RESET, TIMEOUT).recovers();
        }
    }

    /** A copy does not ask for 100, so that nobody waits for one. */
    @Test
    default void needs_no_interim_answer_to_send_a_body() {
        try (ChaosRig rig = ChaosRig.patient(factory())) {
            rig.shadow().behave(Interim.continueNever(Answer.ok()));
            Headers headers = Headers.of("Content-Length", "5", "Expect", "100-continue");
            rig.primary().serve(BusyPrimary.head("POST", "/expect", headers), new byte[5]);
            RecordedRequest copy =
                    rig.shadow().awaitRequests(1, ChaosRig.PATIENCE).get(0);
            assertThat(copy.header("Expect")).isEmpty();
            assertThat(copy.body().length()).isEqualTo(5);
            rig.awaitQuiet();
            rig.failsNever().recovers();
        }
    }

    /** Redirects are answers like others. */
    @Test
    default void follows_no_redirect() {
        try (ChaosRig rig = ChaosRig.patient(factory())) {
            rig.under(Answer.redirectToItself()).failsNever();
            assertThat(rig.shadow().requestCount()).isEqualTo(rig.counts().sent());
            assertThat(rig.counts().answered()).containsOnlyKeys("3xx");
            rig.recovers();
        }
    }

    /** Every other request takes longer than the deadline. */
    @Test
    default void survives_a_shadow_of_which_half_is_slow() {
        try (ChaosRig rig = ChaosRig.hasty(factory())) {
            Behaviour slow = Answer.ok().after(ChaosRig.DEADLINE.multipliedBy(3));
            rig.under(Behaviour.inTurn(Answer.ok(), slow))
                    .failsAs(TIMEOUT, RESET)
                    .recovers();
        }
    }
}
