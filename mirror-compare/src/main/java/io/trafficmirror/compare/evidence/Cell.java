// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.compare.difference.Distance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row while it is counted. Confined to one thread. */
final class Cell {
    /** Requests that are told apart by what they ask for; two that meet in one place share it, which only counts them as more alike. */
    private static final int PLACES = 64;

    /** What one request may make of a row in any case … */
    private static final int ALWAYS = 25;

    /** … and beyond that, as a part of it. */
    private static final int PART = 10;

    /** From so many controlled exchanges on in which the control showed it, it is known for noise. */
    private static final int KNOWN = 3;

    /** … as long as the shadow alone does not show it more than so many times as often: what the control shows now and then excuses no more than that. */
    static final int MORE = 4;

    /** Nothing is said of how the values differ before the control has shown it so often. */
    private static final int LEARNT = 8;

    private final boolean keepsFormat;
    private final int[] byRequest = new int[PLACES];
    private final IdSample.Collector exchanges = new IdSample.Collector();
    private final IdSample.Collector requests = new IdSample.Collector();
    private final AttributeCounts.Collector attributes = new AttributeCounts.Collector();
    private Examples examples = Examples.NONE;
    private long shadowOnly;
    private long controlOnly;
    private long both;
    private long uncontrolled;
    private long repeated;

    /** Controlled exchanges in which the shadow alone showed it, those of one request included. */
    private long alone;

    /** Absent before values that have a distance were seen. */
    private @Nullable Reach reach;

    /** The same of numbers within texts. */
    private @Nullable Reach reachOfNumbers;

    /** Exchanges in which both copies showed it, but the shadow at spots where the control did not, … */
    private long shadowLone;

    /** … and the other way round. */
    private long controlLone;

    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    Cell(boolean keepsFormat) {
        this.keepsFormat = keepsFormat;
    }

    /** Whether the control has shown often enough, up to now, that values here change by themselves and keep their format. */
    boolean isNoise() {
        return keepsFormat && isCommon();
    }

    /** Whether the control has shown it often enough, up to now, for what the shadow shows. */
    boolean isCommon() {
        long shown = controlOnly + both;
        return shown >= KNOWN && alone <= MORE * shown;
    }

    /**
     * Whether values that lie as far apart as this are those of this row, and not of one of their own. Where the control shows it without any distance, as
     * in a line of which only an id is another, it vouches for none.
     */
    boolean reaches(int distance) {
        return vouches(reach, distance);
    }

    /** The same of numbers within a text. */
    boolean reachesNumbers(int distance) {
        return vouches(reachOfNumbers, distance);
    }

    private boolean vouches(@Nullable Reach known, int distance) {
        if (distance == Distance.NONE || distance == Distance.READ || !isNoise() || controlOnly + both < LEARNT) {
            return true;
        }
        return known != null && known.vouchesFor(distance);
    }

    /** Whether, up to now, the shadow alone has shown it at further spots so often that this is none of the control's noise. */
    boolean isLoneOften() {
        return isNoise() && shadowLone >= LEARNT && shadowLone > MORE * controlLone;
    }

    /** Both copies showed it, and one of them, or both, at spots where the other did not. */
    void lone(boolean ofShadow, boolean ofControl) {
        shadowLone += ofShadow && !ofControl ? 1 : 0;
        controlLone += ofControl && !ofShadow ? 1 : 0;
    }

    /** How far apart the values were, of the shadow and of the control, in an exchange that had both. */
    void lay(int ofShadow, int ofControl) {
        reach = laid(reach, ofShadow, ofControl);
    }

    /** The same of numbers within texts. */
    void layNumbers(int ofShadow, int ofControl) {
        reachOfNumbers = laid(reachOfNumbers, ofShadow, ofControl);
    }

    private static @Nullable Reach laid(@Nullable Reach before, int ofShadow, int ofControl) {
        if (ofShadow == Distance.NONE && ofControl == Distance.NONE) {
            return before;
        }
        Reach known = before == null ? new Reach() : before;
        known.add(ofShadow, ofControl);
        return known;
    }

    /** The shadow showed it. */
    void shadow(Request request, boolean controlled, boolean controlToo, long nowMillis) {
        firstMillis = Math.min(firstMillis, nowMillis);
        lastMillis = Math.max(lastMillis, nowMillis);
        exchanges.add(request.exchange());
        requests.add(request.content());
        attributes.add(request.attributes());
        alone += controlled && !controlToo ? 1 : 0;
        if (controlToo) {
            both++;
        } else if (!isWithinPart(request.content())) {
            repeated++;
        } else if (controlled) {
            shadowOnly++;
        } else {
            uncontrolled++;
        }
    }

    /** Whether an exchange of this hash is to be kept as an example. Noise needs none. */
    boolean wantsExample(long exchange) {
        return (!isNoise() || isLoneOften()) && examples.want(exchange);
    }

    void example(Example example) {
        examples = examples.plus(new Examples(List.of(example)));
    }

    /** The control showed it, the shadow did not. */
    void controlOnly() {
        controlOnly++;
    }

    private boolean isWithinPart(long content) {
        int place = (int) (content >>> 32) & (PLACES - 1);
        long most = Math.max(ALWAYS, (shadowOnly + uncontrolled) / PART);
        if (byRequest[place] >= most) {
            return false;
        }
        byRequest[place]++;
        return true;
    }

    CellEvidence evidence() {
        return new CellEvidence(
                new CellCounts(shadowOnly, controlOnly, both, uncontrolled, repeated),
                exchanges.sample(),
                requests.sample(),
                attributes.counts(),
                isNoise() ? Examples.NONE : examples,
                firstMillis,
                lastMillis);
    }
}
