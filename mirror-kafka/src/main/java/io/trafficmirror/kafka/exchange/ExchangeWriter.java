// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import com.fasterxml.jackson.core.JsonGenerator;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Timing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Writes one record. Times are counted from the end of the primary's response. Confined to one record. */
final class ExchangeWriter {
    private final JsonGenerator cbor;
    private long zero;

    ExchangeWriter(JsonGenerator cbor) {
        this.cbor = cbor;
    }

    void write(ExchangeRecord record) throws IOException {
        ObservedExchange exchange = record.exchange();
        zero = exchange.primary().timing().end();
        cbor.writeStartObject();
        cbor.writeStringField("format", ExchangeRecordFormat.FORMAT);
        cbor.writeNumberField("version", ExchangeRecordFormat.VERSION);
        cbor.writeStringField("candidate", record.candidate());
        cbor.writeStringField("instance", record.instance());
        cbor.writeNumberField("atMillis", record.atMillis());
        cbor.writeStringField("id", exchange.id());
        if (exchange.template().isPresent()) {
            cbor.writeStringField("template", exchange.template().get());
        }
        cbor.writeFieldName("request");
        request(exchange.request());
        cbor.writeFieldName("primary");
        response(exchange.primary());
        cbor.writeArrayFieldStart("copies");
        for (CopyResult copy : exchange.copies()) {
            copy(copy);
        }
        cbor.writeEndArray();
        cbor.writeEndObject();
    }

    private void request(RequestHead head) throws IOException {
        cbor.writeStartObject();
        cbor.writeStringField("method", head.method());
        cbor.writeStringField("scheme", head.scheme());
        cbor.writeStringField("host", head.host());
        cbor.writeStringField("target", head.target());
        cbor.writeStringField("protocol", head.protocol());
        fields(head.headers());
        cbor.writeEndObject();
    }

    /** Names and values in turn: a name may stand there twice. */
    private void fields(Headers headers) throws IOException {
        cbor.writeArrayFieldStart("fields");
        for (int i = 0; i < headers.size(); i++) {
            cbor.writeString(headers.name(i));
            cbor.writeString(headers.value(i));
        }
        cbor.writeEndArray();
    }

    private void copy(CopyResult copy) throws IOException {
        cbor.writeStartObject();
        cbor.writeStringField("route", copy.mirror().route());
        cbor.writeNumberField("rule", copy.mirror().rule());
        cbor.writeNumberField("mirror", copy.mirror().mirror());
        cbor.writeStringField("backend", copy.mirror().backend());
        cbor.writeStringField("role", word(copy.role()));
        cbor.writeNumberField("number", copy.number());
        cbor.writeBooleanField("afterLoss", copy.afterLoss());
        if (copy.end() instanceof CopyEnd.Answered answered) {
            cbor.writeFieldName("answered");
            response(answered.response());
        } else if (copy.end() instanceof CopyEnd.Failed failed) {
            cbor.writeObjectFieldStart("failed");
            cbor.writeStringField("reason", word(failed.reason()));
            cbor.writeStringField("detail", failed.detail());
            timing(failed.timing());
            cbor.writeEndObject();
        } else if (copy.end() instanceof CopyEnd.Dropped dropped) {
            cbor.writeStringField("dropped", word(dropped.reason()));
        }
        cbor.writeEndObject();
    }

    private void response(Response response) throws IOException {
        cbor.writeStartObject();
        if (response.head().isPresent()) {
            cbor.writeNumberField("status", response.head().get().status());
            fields(response.head().get().headers());
        }
        cbor.writeBooleanField("fieldsKept", response.fieldsKept());
        body(response.body());
        timing(response.timing());
        cbor.writeEndObject();
    }

    private void body(HeldBody body) throws IOException {
        cbor.writeObjectFieldStart("body");
        cbor.writeStringField("state", word(body.state()));
        if (body.state() == HeldBody.State.WHOLE) {
            byte[] bytes = new byte[(int) body.length()];
            ByteBuffer into = ByteBuffer.wrap(bytes);
            body.buffers().forEach(into::put);
            cbor.writeBinaryField("bytes", bytes);
        } else if (body.hash().isPresent()) {
            cbor.writeNumberField("length", body.length());
            cbor.writeNumberField("hash", body.hash().getAsLong());
        }
        cbor.writeEndObject();
    }

    private void timing(Timing timing) throws IOException {
        cbor.writeNumberField("began", timing.began() - zero);
        if (timing.firstByte().isPresent()) {
            cbor.writeNumberField("firstByte", timing.firstByte().getAsLong() - zero);
        }
        cbor.writeNumberField("end", timing.end() - zero);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
