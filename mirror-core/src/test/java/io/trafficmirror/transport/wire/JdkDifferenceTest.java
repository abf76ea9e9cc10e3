// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.jdk.JdkTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The JDK's client as the oracle: over the corpus and random mutations of it, sound and unsound, our own sender finds the same
 * status, fields and content, or no answer either. Where the two differ on purpose, it is one of {@link Difference}.
 */
@Timeout(1800)
class JdkDifferenceTest {
    /** Random answers; more by {@code -Ddifferential.inputs=100000}, from JDK 21 on: before, each unreadable one costs a socket for good. */
    private static final int INPUTS = Integer.getInteger("differential.inputs", 1000);

    private static final long SEED = Long.getLong("differential.seed", 20261125);
    private static final String HOST = "127.0.0.1";

    /** May be a chunk size of 2 to 4 GiB, over which the JDK's client never ends (docs/limits.md); ours alone is tested with those. */
    private static final Pattern ENDLESS = Pattern.compile("[0-9a-fA-F]{8}");

    private final ByteServer server = new ByteServer();
    private final ShadowTransport wire = WireTransport.factory().open(server.settings(HOST));
    private ShadowTransport jdk = JdkTransport.factory().open(server.settings(HOST));
    private final Map<Difference, Integer> seen = new EnumMap<>(Difference.class);
    private final List<String> surprises = new ArrayList<>();

    JdkDifferenceTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        wire.close(Duration.ZERO);
        jdk.close(Duration.ZERO);
        server.close();
    }

    @Test
    void answers_mean_the_same_to_both() {
        Responses.CORPUS.forEach(answer -> {
            compare(answer.getBytes(ISO_8859_1), "GET", answer);
            compare(answer.getBytes(ISO_8859_1), "HEAD", answer);
        });
        beyondTheLimits().forEach(answer -> compare(answer.getBytes(ISO_8859_1), "GET", "an answer beyond a limit"));
        for (int i = 0; i < INPUTS; i++) {
            Random random = new Random(SEED + i);
            if (i % 100 == 0) {
                // Below JDK 21 it ends for good after some answers that its client can't read.
                jdk.close(Duration.ZERO);
                jdk = JdkTransport.factory().open(server.settings(HOST));
            }
            byte[] answer = new Responses(random).next();
            String text = new String(answer, ISO_8859_1);
            if (ENDLESS.matcher(text).find()) {
                continue;
            }
            String method = random.nextInt(8) == 0 ? "HEAD" : "GET";
            compare(answer, method, "seed " + (SEED + i) + ": " + text);
        }
        assertThat(surprises).isEmpty();
        assertThat(seen)
                .as("is ours still the stricter everywhere?")
                .containsKeys(Arrays.stream(Difference.values())
                        .filter(Difference::isStricter)
                        .toArray(Difference[]::new));
    }

    private static Stream<String> beyondTheLimits() {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                "HTTP/1.1 200 OK\r\nX: " + "y".repeat(Limits.HEAD_BYTES) + "\r\n\r\n",
                "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(Limits.FIELDS + 1) + "\r\n",
                chunked + ("1;" + "e".repeat(1000) + "\r\n!\r\n").repeat(Limits.EXTENSION_BYTES / 1000 + 1)
                        + "0\r\n\r\n");
    }

    private void compare(byte[] answer, String method, String name) {
        server.answer(answer);
        Told ours = send(wire, method);
        Told theirs = send(jdk, method);
        if (told(ours).equals(told(theirs))) {
            return;
        }
        Optional<Difference> known = Difference.of(ours.outcome(), theirs.outcome());
        known.ifPresent(difference -> seen.merge(difference, 1, Integer::sum));
        if (known.isEmpty()) {
            surprises.add(method + " " + name + "\n  wire: " + told(ours) + ours.outcome() + "\n  jdk:  " + told(theirs)
                    + theirs.outcome());
        }
    }

    private Told send(ShadowTransport transport, String method) {
        Told told = new Told();
        transport.start(() -> server.request(HOST, method), told);
        told.outcome();
        return told;
    }

    /** The JDK's client mostly says neither why there is no answer nor tells bad ones from cut ones. */
    private static String told(Told told) {
        if (!(told.outcome() instanceof Outcome.Answered answered)) {
            return "none";
        }
        return answered.status() + " " + answered.bodyBytes() + "/" + Arrays.hashCode(told.body()) + " "
                + answered.truncated() + " " + fields(told.headers());
    }

    /** The JDK's client keeps neither the order of names nor their case, and no tab. */
    private static List<String> fields(Headers headers) {
        return IntStream.range(0, headers.size())
                .mapToObj(i -> headers.name(i).toLowerCase(Locale.ROOT) + ": "
                        + headers.value(i).replace('\t', ' '))
                .sorted()
                .toList();
    }
}
