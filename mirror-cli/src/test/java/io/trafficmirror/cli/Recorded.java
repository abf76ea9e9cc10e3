// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.kafka.exchange.ExchangeRecord;
import io.trafficmirror.kafka.exchange.ExchangeRecordFormat;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Role;
import io.trafficmirror.report.Timing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Files of exchanges of the route {@code orders}: the shadow's member {@code updated} is always another, all else is the same. */
final class Recorded {
    private static final ExchangeRecordFormat FORMAT = new ExchangeRecordFormat();

    private Recorded() {}

    static Path write(Path file, String candidate, String method, int exchanges) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < exchanges; i++) {
                out.write(FORMAT.write(record(candidate, method, i)));
            }
        }
        return file;
    }

    static ExchangeRecord record(String candidate, String method, int i) {
        RequestHead request = new RequestHead(method, "http", "orders", "/orders/" + i, Headers.empty());
        ObservedExchange exchange = new ObservedExchange(
                "id" + i,
                request,
                Optional.empty(),
                response("live" + i),
                List.of(copy(Role.SHADOW, 0, response("candidate" + i)), copy(Role.CONTROL, 1, response("live" + i))));
        return new ExchangeRecord(candidate, "one", 1_795_953_600_000L + i, exchange);
    }

    private static CopyResult copy(Role role, int mirror, Response response) {
        return new CopyResult(
                new MirrorName("orders", 0, mirror, role == Role.SHADOW ? "v2" : "v1"),
                role,
                0,
                new CopyEnd.Answered(response));
    }

    private static Response response(String updated) {
        byte[] body = ("{\"price\":7,\"updated\":\"" + updated + "\"}").getBytes(UTF_8);
        return new Response(
                Optional.of(new ResponseHead(200, Headers.of("Content-Type", "application/json"))),
                true,
                HeldBody.of(body),
                new Timing(0, OptionalLong.empty(), 1_000_000));
    }
}
