// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.evidence.AttributeCounts;
import io.trafficmirror.compare.evidence.CellEvidence;
import io.trafficmirror.compare.evidence.CellKey;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.EvidenceSum;
import io.trafficmirror.compare.evidence.Examples;
import io.trafficmirror.compare.evidence.Increase;
import io.trafficmirror.compare.evidence.RouteEvidence;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the records of each round: what evidence has grown by since what is stored. Confined to the sink's thread. */
final class Rounds {
    /** What the envelope may take beside its report and its names. */
    private static final int ENVELOPE = 256;

    /** A record that carries counters of mirrors is of no route. */
    private static final RecordPacker.Part NO_PART = new RecordPacker.Part("", Evidence.NONE);

    private final EvidenceSource source;
    private final SinkSettings settings;
    private final SinkCounters counters;
    private final Supplier<String> epochs;
    private final EvidenceRecordFormat format = new EvidenceRecordFormat();
    private Evidence stored = Evidence.NONE;

    /** What is stored and not in the sum yet: to be put here takes no memory, and the sum has all of it or none. */
    private final ArrayList<Evidence> settled = new ArrayList<>(0);

    private final RecordPacker packer;
    private final MirrorRounds mirrors;
    private String epoch;
    private long sequence;
    private long resets = -1;
    private @Nullable Experiment experiment;

    Rounds(EvidenceSource source, SinkSettings settings, SinkCounters counters, Supplier<String> epochs) {
        this.source = source;
        this.settings = settings;
        this.counters = counters;
        this.epochs = epochs;
        this.epoch = epochs.get();
        // In JSON, a character takes six bytes at most.
        int most = EvidenceRecord.MAX_BYTES - ENVELOPE - 6 * settings.instance().length() - 6 * epoch.length();
        this.packer = new RecordPacker(format, most);
        // Half of it: candidate and settings take their part.
        this.mirrors = new MirrorRounds(settings.stats(), format, most / 2);
    }

    /** The records of a round; those that are too large or find no room are counted and left out. */
    List<Outgoing> next() {
        List<Outgoing> round = new ArrayList<>();
        try {
            fill(round);
        } catch (Throwable e) {
            // Nobody will send them, and without this they would take their room for ever.
            round.forEach(record -> counters.dropped(record.bytes(), SinkDropReason.SINK_FAILED));
            throw e;
        }
        return round;
    }

    private void fill(List<Outgoing> round) {
        addSettled();
        Report report = look();
        Evidence increase = Increase.of(stored, report.evidence());
        long floor = sequence;
        Map<String, SinkDropReason> withoutCounts = new HashMap<>();
        for (RecordPacker.Part part : packer.pack(new Report(report.experiment(), increase))) {
            SinkDropReason before = withoutCounts.get(part.route());
            if (before != null) {
                // Rows of a route can't be judged without its counts, which stand in its first part.
                counters.refuse(before);
                continue;
            }
            Optional<SinkDropReason> refused = add(report.experiment(), part, List.of(), floor, round);
            if (!part.evidence().routes().isEmpty()) {
                refused.ifPresent(reason -> withoutCounts.put(part.route(), reason));
            }
        }
        for (List<MirrorIncrease> some : mirrors.next()) {
            add(report.experiment(), NO_PART, some, floor, round);
        }
        settled.ensureCapacity(round.size());
    }

    private void addSettled() {
        if (settled.isEmpty()) {
            return;
        }
        EvidenceSum sum = new EvidenceSum();
        sum.add(stored);
        settled.forEach(sum::add);
        stored = sum.evidence();
        settled.clear();
    }

    /** Adds a record to a round, or says why it is left out; then it is counted. */
    private Optional<SinkDropReason> add(
            Experiment of, RecordPacker.Part part, List<MirrorIncrease> counted, long floor, List<Outgoing> round) {
        EvidenceRecord record = new EvidenceRecord(
                settings.instance(),
                epoch,
                sequence,
                floor,
                System.currentTimeMillis(),
                counted,
                new Report(of, part.evidence()));
        byte[] value = format.write(record);
        if (value.length > EvidenceRecord.MAX_BYTES) {
            counters.refuse(SinkDropReason.SINK_TOO_LARGE);
            return Optional.of(SinkDropReason.SINK_TOO_LARGE);
        }
        String key = EvidenceRecord.key(of, part.route(), settings.instance(), settings.shards());
        Outgoing outgoing = new Outgoing(key, value, part.evidence(), counted);
        if (!counters.admit(value.length)) {
            return Optional.of(SinkDropReason.SINK_FULL);
        }
        round.add(outgoing);
        sequence++;
        return Optional.empty();
    }

    /** What a record of the last round carried needs not be sent again. Takes no memory: what is stored and not known as that would be counted twice. */
    void settled(Outgoing record) {
        settled.add(record.evidence());
        mirrors.settled(record.mirrors());
    }

    /** The evidence as it may leave. Where the experiment was begun anew, so is the epoch. */
    private Report look() {
        long before;
        Report report;
        do {
            before = source.resets();
            report = source.report();
        } while (before != source.resets());
        if (experiment != null && (before != resets || !report.experiment().equals(experiment))) {
            stored = Evidence.NONE;
            epoch = epochs.get();
            sequence = 0;
        }
        resets = before;
        experiment = report.experiment();
        return new Report(
                report.experiment(), allowed(report.evidence(), settings.attributeValues(), settings.examples()));
    }

    /** Without what users have sent, unless it is allowed: how large requests are and by which protocol they came may be told. */
    static Evidence allowed(Evidence evidence, boolean values, boolean examples) {
        if (values && examples) {
            return evidence;
        }
        Map<String, RouteEvidence> routes = new TreeMap<>();
        evidence.routes()
                .forEach((name, route) ->
                        routes.put(name, new RouteEvidence(route.counts(), allowed(route.attributes(), values))));
        Map<CellKey, CellEvidence> cells = new TreeMap<>();
        evidence.cells()
                .forEach((key, cell) -> cells.put(
                        key,
                        new CellEvidence(
                                cell.counts(),
                                cell.exchanges(),
                                cell.requests(),
                                allowed(cell.attributes(), values),
                                examples ? cell.examples() : Examples.NONE,
                                cell.firstMillis(),
                                cell.lastMillis())));
        return new Evidence(routes, cells);
    }

    private static AttributeCounts allowed(AttributeCounts attributes, boolean values) {
        if (values) {
            return attributes;
        }
        Map<String, Long> kept = new TreeMap<>(attributes.counts());
        kept.keySet().removeIf(name -> !name.startsWith("protocol=") && !name.startsWith("size="));
        return new AttributeCounts(attributes.exchanges(), kept);
    }
}
