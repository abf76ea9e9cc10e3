// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.testkit.shadow.ShadowExchange;
import io.trafficmirror.testkit.shadow.ShadowSettings;
import io.trafficmirror.testkit.transport.ContractThreads;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import io.trafficmirror.transport.wire.WireTransport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many copies to a shadow that closes its connections whenever it likes: every copy is accounted for, none gets another's answer. */
class WireTransportChaosTest {
    /** Copies; a million by {@code -Dwire.copies=1000000}. */
    private static final int COPIES = Integer.getInteger("wire.copies", 100_000);

    private static final int IN_FLIGHT = 16;

    private final AtomicIntegerArray delivered = new AtomicIntegerArray(COPIES);
    private final AtomicIntegerArray ends = new AtomicIntegerArray(COPIES);
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();
    private final Semaphore slots = new Semaphore(IN_FLIGHT);

    @Test
    @Timeout(900)
    void each_answer_is_that_of_its_request_and_each_copy_ends_once() throws Exception {
        ContractThreads threads = new ContractThreads();
        try (RecordingShadow shadow = ShadowSettings.defaults().keepRequests(1).start()) {
            shadow.behave(this::answer);
            Target target = new Target("http", "127.0.0.1", shadow.port());
            ShadowTransport transport = WireTransport.factory()
                    .open(new TransportSettings(
                            target,
                            IN_FLIGHT,
                            Duration.ofSeconds(5),
                            1 << 20,
                            Optional.empty(),
                            false,
                            Optional.empty(),
                            threads));
            for (int id = 0; id < COPIES; id++) {
                slots.acquire();
                ShadowRequest request = new ShadowRequest(
                        target,
                        id % 2 == 0 ? "GET" : "POST",
                        "/",
                        target.authority(),
                        Headers.of("X-Id", "" + id),
                        id % 2 == 0 ? Body.NONE : Body.of(new byte[id % 100]));
                transport.start(() -> request, new Checked(id));
            }
            slots.acquire(IN_FLIGHT);
            transport.close(Duration.ZERO);
            assertThat(answered.get() + failed.get()).isEqualTo(COPIES);
            assertThat(strangers).hasValue(0);
            assertThat(failed.get()).as("some must fail").isPositive();
            assertThat(answered.get()).as("most must not").isGreaterThan(COPIES * 9 / 10);
            for (int id = 0; id < COPIES; id++) {
                assertThat(ends.get(id)).isEqualTo(1);
                assertThat(delivered.get(id)).as("copy %d", id).isLessThanOrEqualTo(id % 2 == 0 ? 2 : 1);
            }
            assertThat(threads.alive(Duration.ofSeconds(60))).isEmpty();
            shadow.awaitNoOpenConnections(Duration.ofSeconds(60));
        }
    }

    private void answer(ShadowExchange exchange) throws IOException {
        String id = exchange.head().header("X-Id").orElse("?");
        exchange.readBody();
        delivered.incrementAndGet(Integer.parseInt(id));
        Answer answer = Answer.status(200).header("X-Id", id).body(id);
        switch (ThreadLocalRandom.current().nextInt(200)) {
            case 0 -> exchange.reset();
            case 1 -> exchange.close();
            case 2 -> {
                exchange.write(answer.bytes(), 0, ThreadLocalRandom.current().nextInt(answer.bytes().length));
                exchange.close();
            }
            case 3 -> answer.closing().answer(exchange);
            case 4, 5 -> answer.closingUnannounced().answer(exchange);
            case 6 -> answer.chunked(1).closingUnannounced().answer(exchange);
            case 7 -> {
                String sound = new String(answer.bytes(), StandardCharsets.ISO_8859_1);
                exchange.write(sound + "HTTP/1.1 200 OK\r\nX-Id: -1\r\nContent-Length: 0\r\n\r\n");
            }
            case 8 -> answer.http10().answer(exchange);
            default -> answer.answer(exchange);
        }
    }

    /** Compares what it hears with its own number. */
    private final class Checked implements CallListener {
        private final int id;
        private final StringBuilder body = new StringBuilder();
        private String header = "";

        Checked(int id) {
            this.id = id;
        }

        @Override
        public void onSending() {}

        @Override
        public void onHeaders(int status, Headers headers) {
            header = headers.first("X-Id").orElse("");
        }

        @Override
        public boolean onBody(ByteBuffer chunk) {
            body.append(StandardCharsets.ISO_8859_1.decode(chunk));
            return true;
        }

        @Override
        public void onDone(Outcome outcome) {
            ends.incrementAndGet(id);
            String own = "" + id;
            if (outcome instanceof Outcome.Answered) {
                answered.incrementAndGet();
                if (!header.equals(own) || !body.toString().equals(own)) {
                    strangers.incrementAndGet();
                }
            } else {
                failed.incrementAndGet();
            }
            slots.release();
        }
    }
}
