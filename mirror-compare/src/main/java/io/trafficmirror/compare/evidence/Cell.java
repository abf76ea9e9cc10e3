// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

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

    /** Whether values that lie as far apart as this are those of this row, and not of one of their own. */
    boolean reaches(int distance) {
        Reach known = reach;
        return known == null || !isNoise() || known.vouchesFor(distance);
    }

    /** How far apart the values were, of the shadow and of the control, in an exchange that had both. */
    void lay(int ofShadow, int ofControl) {
        Reach known = reach;
        if (known == null) {
            known = new Reach();
            reach = known;
        }
        known.add(ofShadow, ofControl);
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
        return !isNoise() && examples.want(exchange);
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
