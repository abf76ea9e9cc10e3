// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trafficmirror.capture.DropReason;
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
import io.trafficmirror.transport.FailureReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads one record. Confined to one record. */
final class ExchangeReader {
    private static final long NANOS = 1_000_000L;

    private final JsonParser cbor;
    private long zero;

    ExchangeReader(JsonParser cbor) {
        this.cbor = cbor;
    }

    /** The record at whose start the parser stands. */
    ExchangeRecord read() throws IOException {
        if (cbor.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("record: must be a map");
        }
        CborMap map = CborMap.read(cbor);
        map.require("format", ExchangeRecordFormat.FORMAT.equals(map.text("format")), ExchangeRecordFormat.FORMAT);
        map.require("version", map.number("version") == ExchangeRecordFormat.VERSION, "1");
        long atMillis = map.number("atMillis");
        zero = atMillis * NANOS;
        List<CopyResult> copies = new ArrayList<>();
        for (CborMap copy : map.maps("copies")) {
            copies.add(copy(copy));
        }
        return new ExchangeRecord(
                map.text("candidate"),
                map.text("instance"),
                atMillis,
                new ObservedExchange(
                        map.text("id"),
                        request(map.map("request")),
                        map.has("template") ? Optional.of(map.text("template")) : Optional.empty(),
                        response(map.map("primary")),
                        copies));
    }

    private static RequestHead request(CborMap map) {
        return new RequestHead(
                map.text("method"),
                map.text("scheme"),
                map.text("host"),
                map.text("target"),
                map.text("protocol"),
                fields(map));
    }

    private static Headers fields(CborMap map) {
        return Headers.of(map.texts("fields").toArray(String[]::new));
    }

    private CopyResult copy(CborMap map) {
        MirrorName name =
                new MirrorName(map.text("route"), map.integer("rule"), map.integer("mirror"), map.text("backend"));
        return new CopyResult(
                name, map.word("role", Role.class), map.integer("number"), end(map), map.flag("afterLoss"));
    }

    private CopyEnd end(CborMap map) {
        if (map.has("answered")) {
            return new CopyEnd.Answered(response(map.map("answered")));
        }
        if (map.has("failed")) {
            CborMap failed = map.map("failed");
            return new CopyEnd.Failed(
                    failed.word("reason", FailureReason.class), failed.text("detail"), timing(failed));
        }
        return new CopyEnd.Dropped(map.word("dropped", DropReason.class));
    }

    private Response response(CborMap map) {
        return new Response(
                map.has("status")
                        ? Optional.of(new ResponseHead(map.integer("status"), fields(map)))
                        : Optional.empty(),
                map.flag("fieldsKept"),
                body(map.map("body")),
                timing(map));
    }

    private static HeldBody body(CborMap map) {
        HeldBody.State state = map.word("state", HeldBody.State.class);
        if (state == HeldBody.State.WHOLE) {
            return HeldBody.of(map.bytes("bytes"));
        }
        return map.has("hash")
                ? HeldBody.measured(state, map.number("length"), map.number("hash"))
                : HeldBody.without(state);
    }

    private Timing timing(CborMap map) {
        return new Timing(
                zero + map.number("began"),
                map.has("firstByte") ? OptionalLong.of(zero + map.number("firstByte")) : OptionalLong.empty(),
                zero + map.number("end"));
    }
}
