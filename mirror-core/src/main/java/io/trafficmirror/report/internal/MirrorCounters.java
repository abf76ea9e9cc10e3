// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report.internal;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.dispatch.CallEnd;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.UnobservedReason;
import io.trafficmirror.transport.FailureReason;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one mirror. Safe for concurrent use.
 *
 * <p>Each stage is counted before the next can be: a request is selected before its copy is dropped or sent, a copy is sent before
 * it ends. A snapshot reads the other way round, last stage first, and so never shows more ends than beginnings. Each event is one
 * counter, so that none is ever half counted; sums are made when somebody looks.
 */
public final class MirrorCounters implements CallEnd.Counter {
    private final LongAdder begun = new LongAdder();
    private final LongAdder notSampled = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
    private final Map<DropReason, LongAdder> refused = new EnumMap<>(DropReason.class);
    private final Map<FailureReason, LongAdder> failed = new EnumMap<>(FailureReason.class);

    private final LongAdder afterLoss = new LongAdder();
    private final LongAdder wanted = new LongAdder();
    private final LongAdder observed = new LongAdder();
    private final Map<UnobservedReason, LongAdder> unobserved = new EnumMap<>(UnobservedReason.class);

    /** By the first digit of the status; 0 for a status that is none. */
    private final LongAdder[] answered = new LongAdder[10];

    /** Counters at zero. The maps are filled once and only read from then on. */
    public MirrorCounters() {
        for (DropReason reason : DropReason.values()) {
            dropped.put(reason, new LongAdder());
            refused.put(reason, new LongAdder());
        }
        for (FailureReason reason : FailureReason.values()) {
            failed.put(reason, new LongAdder());
        }
        for (UnobservedReason reason : UnobservedReason.values()) {
            unobserved.put(reason, new LongAdder());
        }
        Arrays.setAll(answered, i -> new LongAdder());
    }

    /** The rule's request came by this mirror and was not in the share. */
    public void notSampled() {
        notSampled.increment();
    }

    /** It was in the share, and so many copies were given up before they began. */
    public void refused(int copies, DropReason reason) {
        LongAdder adder = refused.get(reason);
        if (adder != null) {
            adder.add(copies);
        }
    }

    /** A copy has begun; it comes to one of the ends below. */
    public void selected() {
        begun.increment();
    }

    @Override
    public void dropped(DropReason reason) {
        count(dropped, reason);
    }

    /** Its copy is on the wire. */
    public void sent() {
        sent.increment();
    }

    @Override
    public void answered(int status) {
        answered[status >= 100 && status <= 999 ? status / 100 : 0].increment();
    }

    @Override
    public void failed(FailureReason reason) {
        count(failed, reason);
    }

    /** A copy was sent after an earlier one of the same key was lost. */
    public void afterLoss() {
        afterLoss.increment();
    }

    /** An observer wants to see an exchange of which this mirror has copies; it comes to one of the two ends below. */
    public void wanted() {
        wanted.increment();
    }

    /** Observers were shown it. */
    public void observed() {
        observed.increment();
    }

    /** They were not. */
    public void unobserved(UnobservedReason reason) {
        count(unobserved, reason);
    }

    /** The counts at one moment. */
    public MirrorCounts snapshot(MirrorName name) {
        Map<String, Long> responses = new TreeMap<>();
        for (int i = 0; i < answered.length; i++) {
            long n = answered[i].sum();
            if (n > 0) {
                responses.put(i == 0 ? "other" : i + "xx", n);
            }
        }
        long observedNow = observed.sum();
        Map<UnobservedReason, Long> unobservedNow = sums(unobserved);
        long wantedNow = wanted.sum();
        Map<FailureReason, Long> failures = sums(failed);
        long sentNow = sent.sum();
        Map<DropReason, Long> drops = sums(dropped);
        Map<DropReason, Long> refusals = sums(refused);
        long notSampledNow = notSampled.sum();
        long selected = notSampledNow + begun.sum();
        for (Map.Entry<DropReason, Long> refusal : refusals.entrySet()) {
            selected += refusal.getValue();
            drops.merge(refusal.getKey(), refusal.getValue(), Long::sum);
        }
        return new MirrorCounts(
                name,
                selected,
                notSampledNow,
                drops,
                sentNow,
                responses,
                failures,
                afterLoss.sum(),
                wantedNow,
                observedNow,
                unobservedNow);
    }

    private static <K> void count(Map<K, LongAdder> adders, K key) {
        LongAdder adder = adders.get(key);
        if (adder != null) {
            adder.increment();
        }
    }

    private static <K> Map<K, Long> sums(Map<K, LongAdder> adders) {
        Map<K, Long> sums = new HashMap<>();
        adders.forEach((key, adder) -> {
            long n = adder.sum();
            if (n > 0) {
                sums.put(key, n);
            }
        });
        return sums;
    }
}
