// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.transports;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.Headers;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Floods;
import io.trafficmirror.testkit.shadow.Interim;
import io.trafficmirror.testkit.shadow.Malformed;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.transport.HeardCall;
import io.trafficmirror.testkit.transport.TransportRig;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.jdk.JdkTransport;
import io.trafficmirror.transport.wire.WireTransport;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The catalogue of what shadows do, with the JDK's client as the oracle for our own sender. */
class CatalogueDifferenceTest {
    /** What the JDK's client takes for an answer, and our own sender does not: framing that two readers could read in two ways. */
    private static final Set<Malformed> STRICTER = EnumSet.of(
            Malformed.BARE_LINE_FEEDS,
            Malformed.EMPTY_HEADER_NAME,
            Malformed.NO_COLON,
            Malformed.FOLDED_HEADER,
            Malformed.DIFFERENT_LENGTHS,
            Malformed.LENGTH_AND_CHUNKED,
            Malformed.UNKNOWN_TRANSFER_CODING);

    /** What the JDK's client refuses only where assertions are on for it. */
    private static final Set<Malformed> ASSERTED = EnumSet.of(Malformed.NO_LINE_END_AFTER_CHUNK);

    /** What our own sender takes for an answer, closing the connection, and the JDK's client does not. */
    private static final Set<Malformed> LAXER = EnumSet.of(Malformed.BODY_ON_204);

    @TestFactory
    Stream<DynamicTest> our_own_sender_hears_what_the_oracle_hears() {
        Answer sound = Answer.status(200).header("X-A", "1").header("x-a", "2").body("0123456789".repeat(1000));
        Map<String, Behaviour> catalogue = new LinkedHashMap<>();
        catalogue.put("with its length", sound);
        catalogue.put("in chunks", sound.chunked(7));
        catalogue.put("and closes", sound.closing());
        catalogue.put("and closes unannounced", sound.closingUnannounced());
        catalogue.put("HTTP/1.0", sound.http10());
        catalogue.put("early", sound.early());
        catalogue.put("redirect", Answer.redirectToItself());
        catalogue.put("204", Answer.status(204));
        catalogue.put("304", Answer.status(304).header("ETag", "\"a\""));
        catalogue.put("599", Answer.status(599).body("no"));
        catalogue.put("some interim answers", Interim.storm(5, sound));
        catalogue.put("longer than the cap", Floods.body(3 << 20));
        catalogue.put("endless", Floods.endlessBody());
        for (Phase phase : Phase.values()) {
            catalogue.put(Fault.close(phase).toString(), Fault.close(phase));
            catalogue.put(Fault.reset(phase).toString(), Fault.reset(phase));
        }
        for (Malformed malformed : Malformed.values()) {
            catalogue.put(malformed.name(), malformed);
        }
        return catalogue.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    String ours = heard(WireTransport.factory(), entry.getValue());
                    String theirs = heard(JdkTransport.factory(), entry.getValue());
                    if (entry.getValue() instanceof Malformed malformed && STRICTER.contains(malformed)) {
                        assertThat(ours).isEqualTo("none");
                        assertThat(theirs).as("is ours still the stricter?").isNotEqualTo("none");
                    } else if (entry.getValue() instanceof Malformed malformed && ASSERTED.contains(malformed)) {
                        assertThat(ours).isEqualTo("none");
                    } else if (entry.getValue() instanceof Malformed malformed && LAXER.contains(malformed)) {
                        assertThat(ours).isNotEqualTo("none");
                    } else {
                        assertThat(ours).isEqualTo(theirs);
                    }
                }));
    }

    private static String heard(ShadowTransport.Factory factory, Behaviour behaviour) {
        try (TransportRig rig = TransportRig.plain(factory)) {
            // Closes in any case: the JDK's client keeps connections until it is garbage.
            rig.shadow()
                    .behave(
                            behaviour.actsOnAccept()
                                    ? behaviour
                                    : exchange -> {
                                        behaviour.answer(exchange);
                                        exchange.close();
                                    });
            HeardCall heard = rig.start(rig.post("/", new byte[100]));
            if (!(heard.outcome() instanceof Outcome.Answered answered)) {
                return "none";
            }
            // Of what is cut at the cap the JDK's client has handed over a little less.
            int content = answered.truncated() ? 0 : Arrays.hashCode(heard.body());
            return answered.status() + " " + answered.bodyBytes() + "/" + content + " " + answered.truncated() + " "
                    + fields(heard.headers());
        }
    }

    /** The JDK's client keeps neither the order of names nor their case. */
    private static List<String> fields(Headers headers) {
        return IntStream.range(0, headers.size())
                .mapToObj(i -> headers.name(i).toLowerCase(Locale.ROOT) + ": " + headers.value(i))
                .sorted()
                .toList();
    }
}
