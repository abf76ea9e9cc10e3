// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.CaptureRules.Parsed;
import io.trafficmirror.capture.CaptureRules.RequestBody;
import io.trafficmirror.capture.CaptureRules.When;
import io.trafficmirror.capture.StatusCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a policy says of capture and of the moment when the copy leaves. Immutable. */
record CaptureSettings(
        Optional<Integer> maxBodyBytes,
        Optional<Boolean> stream,
        Optional<Integer> streamBufferBytes,
        Optional<When> when,
        Optional<StatusCondition> statuses,
        Optional<Parsed> forms,
        Optional<Parsed> multipart,
        Optional<RequestBody> body) {
    private static final Map<String, When> WHEN =
            new TreeMap<>(Map.of("requestComplete", When.REQUEST_COMPLETE, "afterResponse", When.AFTER_RESPONSE));
    private static final Map<String, Parsed> PARSED =
            new TreeMap<>(Map.of("rebuild", Parsed.REBUILD, "drop", Parsed.DROP));
    private static final Map<String, RequestBody> BODY =
            new TreeMap<>(Map.of("copy", RequestBody.COPY, "none", RequestBody.NONE));
    private static final List<String> RANGE = List.of("from", "to");

    static CaptureSettings read(YamlFields spec) {
        return new CaptureSettings(
                spec.read("maxBodyBytes", v -> Quantities.bytes(v, Integer.MAX_VALUE)),
                spec.read("stream", YamlValue::flag),
                spec.read("streamBufferBytes", v -> Quantities.bytes(v, Integer.MAX_VALUE)),
                spec.read("when", v -> v.choice(WHEN)),
                spec.read("statuses", CaptureSettings::statuses),
                spec.read("forms", v -> v.choice(PARSED)),
                spec.read("multipart", v -> v.choice(PARSED)),
                spec.read("body", v -> v.choice(BODY)));
    }

    private static Optional<StatusCondition> statuses(YamlValue value) {
        return value.fields(RANGE).flatMap(fields -> {
            int from = fields.read("from", v -> v.integer(100, 999)).orElse(StatusCondition.ANY.from());
            int to = fields.read("to", v -> v.integer(100, 999)).orElse(StatusCondition.ANY.to());
            return value.made(() -> new StatusCondition(from, to));
        });
    }

    CaptureRules applyTo(CaptureRules capture) {
        return new CaptureRules(
                maxBodyBytes.orElse(capture.maxBodyBytes()),
                stream.orElse(capture.stream()),
                streamBufferBytes.orElse(capture.streamBufferBytes()),
                when.orElse(capture.when()),
                statuses.orElse(capture.statuses()),
                forms.orElse(capture.forms()),
                multipart.orElse(capture.multipart()),
                body.orElse(capture.body()));
    }
}
