// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What tests of sinks of evidence begin with, and what they hold of the records that were sent. */
final class Sent {
    private static final EvidenceRecordFormat FORMAT = new EvidenceRecordFormat();

    private Sent() {}

    static MockProducer<byte[], byte[]> producer(boolean answers) {
        return new MockProducer<>(answers, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** One that fails in a way for which no client is made. */
    static MockProducer<byte[], byte[]> breaking() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
                throw new NoClassDefFoundError("for a test");
            }
        };
    }

    /** One that gives no answer, and fails when it is closed. */
    static MockProducer<byte[], byte[]> unclosable() {
        return new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public void close(Duration timeout) {
                throw new NoClassDefFoundError("for a test");
            }
        };
    }

    static KafkaSinkBuilder sink() {
        return KafkaSink.to("127.0.0.1:1")
                .instance("one")
                .interval(Duration.ofMillis(100))
                .attributeValues(true)
                .examples(true);
    }

    static List<EvidenceRecord> records(MockProducer<byte[], byte[]> producer) {
        return producer.history().stream()
                .map(record -> FORMAT.read(record.value()))
                .toList();
    }

    static Report sum(List<EvidenceRecord> records) {
        return records.stream()
                .map(EvidenceRecord::report)
                .reduce(Report::plus)
                .orElseGet(() -> new Report(new Experiment("nothing", ""), Evidence.NONE));
    }

    /** Compares bytes, and prints their number only: a report has a megabyte. */
    static void assertAddsUp(List<EvidenceRecord> records, Report wanted) {
        byte[] sum = FORMAT.write(sum(records));
        byte[] bytes = FORMAT.write(wanted);
        assertThat(Arrays.equals(sum, bytes))
                .as("%d records: %d bytes, wanted %d", records.size(), sum.length, bytes.length)
                .isTrue();
    }

    static void assertCloses(SinkAccount account) {
        assertThat(account.acked() + account.droppedInAll() + account.unknown() + account.pending())
                .as("%s", account)
                .isEqualTo(account.records());
    }
}
