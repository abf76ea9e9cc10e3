// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Exchanges as observers see them. */
public final class Exchanges {
    private Exchanges() {}

    public static RequestHead get(String target, String... fields) {
        return new RequestHead("GET", "http", "orders", target, Headers.of(fields));
    }

    public static Response json(String body, String... fields) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(Arrays.asList(fields));
        return response(HeldBody.of(body.getBytes(StandardCharsets.UTF_8)), all.toArray(String[]::new));
    }

    public static Response response(HeldBody body, String... fields) {
        return new Response(
                Optional.of(new ResponseHead(200, Headers.of(fields))),
                true,
                body,
                new Timing(1_000, OptionalLong.of(2_000), 3_000));
    }

    public static CopyResult shadow(Response response) {
        return copy(Role.SHADOW, new CopyEnd.Answered(response));
    }

    public static CopyResult control(Response response) {
        return copy(Role.CONTROL, new CopyEnd.Answered(response));
    }

    public static CopyResult copy(Role role, CopyEnd end) {
        return new CopyResult(
                new MirrorName("orders", 0, role == Role.SHADOW ? 0 : 1, role == Role.SHADOW ? "v2" : "v1"),
                role,
                0,
                end);
    }

    public static ObservedExchange exchange(RequestHead request, Response primary, CopyResult... copies) {
        return new ObservedExchange("4711", request, Optional.empty(), primary, List.of(copies));
    }

    /** The body of a response that is kept, as a text. */
    public static String text(Response response) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer buffer : response.body().buffers()) {
            text.append(StandardCharsets.UTF_8.decode(buffer));
        }
        return text.toString();
    }

    public static Response answered(ObservedExchange exchange, int copy) {
        return ((CopyEnd.Answered) exchange.copies().get(copy).end()).response();
    }
}
