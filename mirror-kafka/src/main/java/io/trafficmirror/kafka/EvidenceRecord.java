// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import io.trafficmirror.compare.evidence.TextHash;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.report.Report;
import java.util.HexFormat;
import java.util.List;

/**
 * A part of what one replica has seen since its record before. Immutable.
 *
 * @param instance which replica, 1 to 200 characters
 * @param epoch which life of it, 1 to 64 characters: sequence numbers are of one epoch
 * @param sequence the number of this record, 0 or more. The same number sent again is the same record again
 * @param floor records below this number are settled: none of them will be sent any more. At most {@code sequence}
 * @param madeMillis when it was made, by the replica's clock, in milliseconds of the epoch
 * @param mirrors by how much the counters of mirrors have grown; empty unless the sink was given them
 * @param report what was added, as a report that adds up
 * @since 0.1.0
 */
public record EvidenceRecord(
        String instance,
        String epoch,
        long sequence,
        long floor,
        long madeMillis,
        List<MirrorIncrease> mirrors,
        Report report) {
    /** The most bytes of a record's value: 16 KiB. */
    public static final int MAX_BYTES = 16 << 10;

    /** The topic that evidence goes to where nothing else is said. */
    public static final String TOPIC = "mirror-evidence";

    private static final int LONGEST_INSTANCE = 200;
    private static final int LONGEST_EPOCH = 64;
    private static final int MOST_SHARDS = 1024;

    /** Checks ranges, and copies the list. */
    public EvidenceRecord {
        length("instance", instance, LONGEST_INSTANCE);
        length("epoch", epoch, LONGEST_EPOCH);
        if (floor < 0 || sequence < floor) {
            throw new IllegalArgumentException(
                    "floor: must be 0..sequence, was " + floor + " with the sequence " + sequence);
        }
        mirrors = List.copyOf(mirrors);
        if (report.wholeFleet()) {
            throw new IllegalArgumentException("report: must be of one replica, was over a whole fleet");
        }
    }

    /** A record without counters of mirrors. */
    public EvidenceRecord(String instance, String epoch, long sequence, long floor, long madeMillis, Report report) {
        this(instance, epoch, sequence, floor, madeMillis, List.of(), report);
    }

    static void length(String name, String given, int most) {
        if (given.isEmpty() || given.length() > most) {
            throw new IllegalArgumentException(name + ": must be 1 to " + most + " characters, was " + given.length());
        }
    }

    /** Over how many keys the replicas of a route may be spread. */
    static int shards(int given) {
        if (given < 1 || given > MOST_SHARDS) {
            throw new IllegalArgumentException("shards: must be 1.." + MOST_SHARDS + ", was " + given);
        }
        return given;
    }

    /** The short name of an experiment in keys: equal where candidate and settings are. */
    public static String idOf(Experiment experiment) {
        return HexFormat.of().toHexDigits(TextHash.of(experiment.candidate() + '\n' + experiment.settings()));
    }

    /**
     * The key of a record: experiment, route and shard. Counts commute, so that the records of a route may be spread over shards.
     *
     * @param shards how many there are, 1 or more; a replica always goes to the same
     */
    public static String key(Experiment experiment, String route, String instance, int shards) {
        return idOf(experiment) + '|' + route + '|' + Long.remainderUnsigned(TextHash.of(instance), shards);
    }
}
