// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import io.trafficmirror.compare.difference.Detail;
import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Differences;
import io.trafficmirror.compare.difference.ExchangeTime;
import io.trafficmirror.compare.difference.PathTable;
import io.trafficmirror.compare.difference.ShownPair;
import io.trafficmirror.compare.difference.ShownValue;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Timing;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Compares a response with that of the primary. Either everything that the rules ask for is compared, or the exchange is not compared, with the reason:
 * a part is never taken for the whole. Only where the status alone, or a body that ended early, already proves a difference is the rest of no matter.
 * Confined to one thread.
 *
 * @since 0.1.0
 */
public final class ResponseComparer {
    /** A response that takes longer, such as a stream, does not explain times that lie as far apart. */
    private static final Duration LONGEST_SPAN = Duration.ofMinutes(1);

    private final HeaderComparer headers;
    private final BodyComparer bodies;
    private final int maxDifferences;

    /**
     * A comparer.
     *
     * @param rules which fields
     * @param bodies compares the content
     * @param maxDifferences how many differences of one exchange are told apart, 1 or more
     */
    public ResponseComparer(HeaderRules rules, BodyComparer bodies, int maxDifferences) {
        this.headers = new HeaderComparer(rules);
        this.bodies = bodies;
        this.maxDifferences = maxDifferences;
    }

    /**
     * Compares.
     *
     * @param table the places of the route
     * @param nowMillis the time, in milliseconds of the epoch
     */
    public Comparison compare(Response primary, Response other, PathTable table, long nowMillis) {
        return compare(primary, other, true, table, nowMillis, (difference, distance) -> false);
    }

    /**
     * Compares.
     *
     * @param hasContent whether responses to the method have content at all: those to HEAD have none, whatever the application wrote
     * @param wanted whether the values of a difference with this detail are to be shown
     */
    public Comparison compare(
            Response primary,
            Response other,
            boolean hasContent,
            PathTable table,
            long nowMillis,
            BiPredicate<Difference, Detail> wanted) {
        Optional<ResponseHead> here = primary.head();
        Optional<ResponseHead> there = other.head();
        if (here.isEmpty()) {
            return new Comparison.NotCompared(NotComparedReason.NO_PRIMARY);
        }
        if (there.isEmpty()) {
            return one(new Difference(table.status(), DifferenceKind.FAILED, Transition.OTHER));
        }
        Differences found = new Differences(table.body(), maxDifferences, wanted);
        if (here.get().status() != there.get().status()) {
            found.add(
                    table.status(),
                    DifferenceKind.STATUS,
                    Transition.OTHER,
                    () -> new ShownPair(
                            ShownValue.ofNumber(here.get().status()),
                            ShownValue.ofNumber(there.get().status())));
            if (here.get().status() / 100 != there.get().status() / 100) {
                return result(found);
            }
        }
        if (!primary.fieldsKept() || !other.fieldsKept()) {
            return proven(found, NotComparedReason.NO_FIELDS);
        }
        ExchangeTime time = new ExchangeTime(nowMillis, spanMillis(primary.timing(), other.timing()));
        Headers left = here.get().headers();
        Headers right = there.get().headers();
        if (!hasContent) {
            headers.compare(left, right, false, table, time, found);
            return result(found);
        }
        Optional<NotComparedReason> refused =
                bodies.compare(primary.body(), left, other.body(), right, table, time, found);
        if (refused.isPresent()) {
            return proven(found, refused.get());
        }
        headers.compare(left, right, BodyComparer.areSameBytes(primary.body(), other.body()), table, time, found);
        return result(found);
    }

    /** What is known for certain stands; where nothing is, nothing can be said. */
    private static Comparison proven(Differences found, NotComparedReason otherwise) {
        return found.all().isEmpty() ? new Comparison.NotCompared(otherwise) : result(found);
    }

    private static Comparison result(Differences found) {
        return found.all().isEmpty()
                ? new Comparison.Same()
                : new Comparison.Different(found.all(), found.details(), found.shown());
    }

    /** From the beginning of the first to the end of the last. */
    private static long spanMillis(Timing primary, Timing other) {
        long began = Math.min(0, other.began() - primary.began());
        long end = Math.max(primary.end() - primary.began(), other.end() - primary.began());
        return Math.max(0, Math.min(end - began, LONGEST_SPAN.toNanos())) / 1_000_000;
    }

    private static Comparison one(Difference difference) {
        return new Comparison.Different(Set.of(difference));
    }
}
