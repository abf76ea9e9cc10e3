// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import io.trafficmirror.compare.difference.Difference;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.PathTable;
import io.trafficmirror.compare.difference.ShownPair;
import io.trafficmirror.compare.difference.ShownValue;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.response.Comparison;
import io.trafficmirror.report.Response;
import io.trafficmirror.transport.FailureReason;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What it means that a copy got no response. Stateless. */
final class Failures {
    private Failures() {}

    /** Whether the shadow, or the way to it, is to blame: a candidate that is down is a finding, not a gap. */
    static boolean areOfTheShadow(FailureReason reason) {
        return switch (reason) {
            case DNS, CONNECT, TLS, TIMEOUT, RESET, PROTOCOL, STUCK -> true;
            case STREAM_OVERRUN, BYTE_BUDGET, BODY_CUT, CLOSED, INTERNAL_ERROR -> false;
        };
    }

    /** The difference that a failed copy makes. */
    static Comparison difference(PathTable paths, Response primary, FailureReason reason) {
        Difference failed = new Difference(paths.status(), DifferenceKind.FAILED, Transition.OTHER);
        ShownValue status =
                primary.head().map(head -> ShownValue.ofNumber(head.status())).orElse(ShownValue.ABSENT);
        ShownValue none = new ShownValue("failed", reason.name().toLowerCase(Locale.ROOT), 0, Optional.empty());
        return new Comparison.Different(Set.of(failed), Map.of(failed, new ShownPair(status, none)));
    }
}
