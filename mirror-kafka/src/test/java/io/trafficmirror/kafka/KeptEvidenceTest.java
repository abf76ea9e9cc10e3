// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import static io.trafficmirror.kafka.Sent.assertAddsUp;
import static io.trafficmirror.kafka.Sent.producer;
import static io.trafficmirror.kafka.Sent.records;
import static io.trafficmirror.kafka.Sent.sink;
import static io.trafficmirror.kafka.exchange.Exchanges.control;
import static io.trafficmirror.kafka.exchange.Exchanges.exchange;
import static io.trafficmirror.kafka.exchange.Exchanges.get;
import static io.trafficmirror.kafka.exchange.Exchanges.json;
import static io.trafficmirror.kafka.exchange.Exchanges.shadow;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.EvidenceSnapshot;
import io.trafficmirror.compare.verdict.Judgement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that keeps its evidence over restarts, and sends it. */
class KeptEvidenceTest {
    @TempDir
    private Path directory;

    private final List<EvidenceRecord> sent = new ArrayList<>();

    /** One life of a process, from its start to its end. */
    private LiveVerdict life(int exchanges) throws IOException {
        ComparingObserver observer = ComparingObserver.builder().build();
        LiveVerdict verdict = LiveVerdict.continued(
                observer, "orders 2", Judgement.defaults(), new EvidenceSnapshot(directory.resolve("evidence.json")));
        MockProducer<byte[], byte[]> producer = producer(true);
        KafkaSink sink = sink().start(EvidenceSource.of(verdict), () -> producer);
        for (int i = 0; i < exchanges; i++) {
            observer.onExchange(exchange(
                    get("/orders/" + i), json("{\"a\":1}"), shadow(json("{\"a\":2}")), control(json("{\"a\":1}"))));
        }
        sink.close(Duration.ofSeconds(10));
        verdict.save();
        sent.addAll(records(producer));
        return verdict;
    }

    @Test
    void what_was_sent_before_a_restart_is_not_sent_again() throws IOException {
        life(20);
        LiveVerdict second = life(3);
        assertThat(second.report().evidence().routes().values())
                .singleElement()
                .satisfies(route -> assertThat(route.counts().compared()).isEqualTo(23));
        assertAddsUp(sent, second.report());
    }
}
