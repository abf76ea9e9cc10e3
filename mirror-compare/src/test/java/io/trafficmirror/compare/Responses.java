// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Role;
import io.trafficmirror.report.Timing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes exchanges as a mirror would hand them to an observer. Stateless. */
public final class Responses {
    private Responses() {}

    /** A response with JSON. */
    public static Response json(int status, String body) {
        return of(
                status,
                Headers.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8),
                1_000_000);
    }

    /** Any response, that took so many nanoseconds. */
    public static Response of(int status, Headers headers, byte[] body, long nanos) {
        return new Response(Optional.of(new ResponseHead(status, headers)), true, HeldBody.of(body), timing(nanos));
    }

    /** A response whose body could not be had. */
    public static Response without(int status, HeldBody.State state) {
        return new Response(
                Optional.of(new ResponseHead(status, Headers.empty())),
                true,
                HeldBody.without(state),
                timing(1_000_000));
    }

    /** A copy that took so many nanoseconds. */
    public static Timing timing(long nanos) {
        return new Timing(0, OptionalLong.empty(), nanos);
    }

    /** An exchange with a shadow, and a control if there is one. */
    public static ObservedExchange exchange(
            String id, String method, String target, Response primary, CopyEnd shadow, Optional<CopyEnd> control) {
        List<CopyResult> copies = new ArrayList<>();
        copies.add(new CopyResult(new MirrorName("orders", 0, 0, "orders-v2"), Role.SHADOW, 0, shadow));
        control.ifPresent(
                end -> copies.add(new CopyResult(new MirrorName("orders", 0, 1, "orders-v1"), Role.CONTROL, 0, end)));
        return new ObservedExchange(
                id,
                RequestHead.of(method, target, Map.of("Host", List.of("orders"))),
                Optional.empty(),
                primary,
                copies);
    }

    /** A copy that got this response. */
    public static CopyEnd answered(Response response) {
        return new CopyEnd.Answered(response);
    }
}
