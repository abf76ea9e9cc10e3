// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's client of one sink: made when it is needed, and anew after a fault. What may wait for a broker is called here alone. Confined to the sink's thread,
 * but for the answers that come later.
 */
final class SinkClient {
    private final String topic;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final SinkLog log;
    private @Nullable Producer<byte[], byte[]> producer;

    SinkClient(String topic, Supplier<Producer<byte[], byte[]>> producers, SinkLog log) {
        this.topic = topic;
        this.producers = producers;
        this.log = log;
    }

    /** What is known of a record when {@code send} returns. */
    sealed interface Handed {
        /** It is stored. */
        record Stored() implements Handed {}

        /** The answer comes later. */
        record UnderWay() implements Handed {}

        /** The client never had it. */
        record Refused(SinkDropReason reason) implements Handed {}

        /** Whether the client had it, nobody knows. */
        record InDoubt() implements Handed {}
    }

    /** Told on a thread of the client's, once and only of a record that is under way. */
    @FunctionalInterface
    interface Answer {
        /** Null: it is stored. */
        void of(@Nullable Exception error);
    }

    /**
     * Hands over a record.
     *
     * @throws InterruptedException while it waited; then the record is in doubt
     */
    Handed send(String key, byte[] value, Answer later) throws InterruptedException {
        Delivery delivery = new Delivery(Thread.currentThread());
        try {
            ProducerRecord<byte[], byte[]> sent =
                    new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
            var unused = producer().send(sent, (metadata, error) -> {
                if (!delivery.tookAnswer(error)) {
                    later.of(error);
                }
            });
        } catch (InterruptException e) {
            throw (InterruptedException) new InterruptedException("while a record was sent").initCause(e);
        } catch (KafkaException | IllegalStateException e) {
            log.warn("could not be sent", e);
            dispose(Duration.ZERO);
            return new Handed.Refused(SinkDropReason.SINK_FAILED);
        } catch (Throwable e) {
            // What the client had done before, nobody knows.
            log.warn("could not be sent", e);
            dispose(Duration.ZERO);
            return new Handed.InDoubt();
        }
        delivery.returned();
        if (!delivery.isOver()) {
            return new Handed.UnderWay();
        }
        Exception error = delivery.error();
        if (error == null) {
            return new Handed.Stored();
        }
        log.warn("was not taken", error);
        return new Handed.Refused(Refusals.beforeTaken(error));
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> now = producer;
        if (now == null) {
            now = producers.get();
            producer = now;
        }
        return now;
    }

    void dispose(Duration timeout) {
        Producer<byte[], byte[]> now = producer;
        producer = null;
        if (now != null) {
            try {
                now.close(timeout);
            } catch (Throwable e) {
                // Whatever it was, the next client may do, and at the end the account closes all the same.
                log.warn("left a client that could not be closed", e);
            }
        }
    }
}
