// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.evidence.RouteName;
import io.trafficmirror.compare.evidence.TextHash;
import io.trafficmirror.experiment.Writes;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.SafeMethods;
import io.trafficmirror.kafka.exchange.ExchangeRecord;
import io.trafficmirror.kafka.exchange.ExchangeRecordFormat;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.Interest;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;

/**
 * Sends whole exchanges, without their secrets, to a topic of their own, so that they can be compared again under other rules. Whoever makes one has opted
 * in: without it no body leaves. Redaction is done on the mirror's thread for observers; only a daemon thread of its own waits for a broker, and memory is
 * bounded whatever the broker does. What is dropped is lost, and counted. Safe for concurrent use.
 *
 * <pre>{@code
 * ExchangeSink exchanges = ExchangeSink.to("kafka:9092", "orders 2.4.1").instance("orders-7").percent(5).start();
 * TrafficMirror mirror = TrafficMirror.builder().routes(routes).observer(comparing).observer(exchanges).build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ExchangeSink implements ExchangeObserver, AutoCloseable {
    private final ExchangeSettings settings;
    private final ExchangeRecordFormat format = new ExchangeRecordFormat();
    private final SinkCounters counters;
    private final ExchangeLoop loop;
    private final SinkThread thread;

    private ExchangeSink(ExchangeSettings settings, SinkCounters counters, ExchangeLoop loop) {
        this.settings = settings;
        this.counters = counters;
        this.loop = loop;
        this.thread = SinkThread.start(loop, "traffic-mirror-kafka-exchanges");
    }

    /**
     * A sink with the settings that are safe to begin with.
     *
     * @param bootstrapServers as Kafka's clients take them: {@code host:port,host:port}
     * @param candidate what the shadow runs, 1 to 200 characters, such as {@code orders 2.4.1}: exchanges of two candidates are never compared together
     */
    public static ExchangeSinkBuilder to(String bootstrapServers, String candidate) {
        return new ExchangeSinkBuilder(bootstrapServers, candidate);
    }

    static ExchangeSink start(ExchangeSettings settings, Supplier<Producer<byte[], byte[]>> producers) {
        SinkCounters counters = new SinkCounters(settings.maxPendingBytes());
        return new ExchangeSink(
                settings,
                counters,
                new ExchangeLoop(settings.topic(), counters, producers, new LinkedBlockingQueue<>()));
    }

    @Override
    public Interest interest(RequestHead request, List<MirrorName> mirrors) {
        return settings.writes() == Writes.COMPARE || SafeMethods.contains(request.method())
                ? Interest.BODIES
                : Interest.NONE;
    }

    @Override
    public int maxBodyBytes() {
        return settings.maxBodyBytes();
    }

    @Override
    public void onExchange(ObservedExchange exchange) {
        if (!settings.share().covers(TextHash.of(exchange.id()))) {
            return;
        }
        String key;
        byte[] value;
        try {
            key = key(exchange);
            value = format.write(new ExchangeRecord(
                    settings.candidate(),
                    settings.instance(),
                    System.currentTimeMillis(),
                    settings.redaction().of(exchange, settings.maxBodyBytes())));
        } catch (RuntimeException | StackOverflowError e) {
            // Nothing leaves of what can't be redacted.
            counters.refuse(SinkDropReason.SINK_FAILED);
            return;
        } catch (Error e) {
            counters.refuse(SinkDropReason.SINK_FAILED);
            throw e; // for the mirror to count
        }
        if (value.length > ExchangeRecord.MAX_BYTES) {
            counters.refuse(SinkDropReason.SINK_TOO_LARGE);
        } else if (counters.admit(value.length)) {
            loop.offer(key, value);
        }
    }

    private String key(ObservedExchange exchange) {
        return ExchangeRecord.key(settings.candidate(), RouteName.of(exchange), settings.instance(), settings.shards());
    }

    /** What became of records so far. */
    public SinkAccount account() {
        return counters.account();
    }

    /** Sends what is left within five seconds. */
    @Override
    public void close() {
        close(SinkThread.GRACE);
    }

    /**
     * Sends what is left, and ends. Idempotent.
     *
     * @param grace how long it may take, any time: a negative one is none, one above a year is a year; what has no answer then is counted as unknown
     */
    public void close(Duration grace) {
        thread.close(grace);
    }
}
