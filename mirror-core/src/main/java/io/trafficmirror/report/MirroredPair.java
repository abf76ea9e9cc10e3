// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import io.trafficmirror.capture.CapturedBody;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.transport.Outcome;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One exchange of the primary beside what the shadow made of its copy. Immutable; the bodies' buffers are valid during the
 * observer's call only.
 *
 * @param mirror which mirror
 * @param id ties the copy to its exchange
 * @param request the request as the primary received it
 * @param template the template of the primary's resource, such as {@code /orders/{id}}, for grouping; empty where an adapter knows none
 * @param primary the primary's answer; empty if its status was never known
 * @param primaryBody the content of the primary's answer, or why it could not be had
 * @param outcome how the copy ended
 * @param shadow the shadow's status and fields; empty if there was no answer
 * @param shadowBody the content of the shadow's answer, or why it could not be had
 * @param shadowTook from the first work on the wire to the end of the copy
 */
public record MirroredPair(
        MirrorName mirror,
        String id,
        RequestHead request,
        Optional<String> template,
        Optional<ResponseHead> primary,
        CapturedBody primaryBody,
        Outcome outcome,
        Optional<ResponseHead> shadow,
        CapturedBody shadowBody,
        Duration shadowTook) {
    /** Refuses nulls. */
    public MirroredPair {
        Objects.requireNonNull(mirror, "mirror");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(primary, "primary");
        Objects.requireNonNull(primaryBody, "primaryBody");
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(shadow, "shadow");
        Objects.requireNonNull(shadowBody, "shadowBody");
        Objects.requireNonNull(shadowTook, "shadowTook");
    }
}
