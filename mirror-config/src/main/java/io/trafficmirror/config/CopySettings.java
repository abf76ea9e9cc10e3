// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.copy.CopyRules;
import io.trafficmirror.copy.HostPolicy;
import io.trafficmirror.copy.TracePolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code host}, {@code dropHeaders}, {@code redactHeaders} and {@code trace} of a policy. Immutable. */
record CopySettings(
        Optional<HostPolicy> host,
        Optional<List<String>> drop,
        Optional<List<String>> redact,
        Optional<TracePolicy> trace) {
    private static final int MAX_HEADERS = 64;
    private static final Map<String, HostPolicy> HOSTS = hosts();
    private static final Map<String, TracePolicy> TRACES = traces();

    private static Map<String, HostPolicy> hosts() {
        Map<String, HostPolicy> hosts = new LinkedHashMap<>();
        hosts.put("target", HostPolicy.TARGET);
        hosts.put("original", HostPolicy.ORIGINAL);
        hosts.put("shadow-suffix", HostPolicy.SHADOW_SUFFIX);
        return Collections.unmodifiableMap(hosts);
    }

    private static Map<String, TracePolicy> traces() {
        Map<String, TracePolicy> traces = new LinkedHashMap<>();
        traces.put("inherit", TracePolicy.INHERIT);
        traces.put("drop", TracePolicy.DROP);
        traces.put("newUnsampledRoot", TracePolicy.NEW_UNSAMPLED_ROOT);
        return Collections.unmodifiableMap(traces);
    }

    static CopySettings read(YamlFields spec) {
        return new CopySettings(
                spec.read("host", CopySettings::host),
                spec.get("dropHeaders").map(CopySettings::names),
                spec.get("redactHeaders").map(CopySettings::names),
                spec.read("trace", value -> value.choice(TRACES)));
    }

    /** A word, or {@code literal} with the whole authority. */
    private static Optional<HostPolicy> host(YamlValue value) {
        if (value.anyScalar().isPresent()) {
            return value.anyScalar()
                    .flatMap(word -> Optional.ofNullable(HOSTS.get(word)))
                    .or(() -> {
                        value.mustBe(
                                "one of " + String.join(", ", HOSTS.keySet()) + ", or a mapping literal: AUTHORITY");
                        return Optional.empty();
                    });
        }
        return value.fields(List.of("literal"))
                .flatMap(fields -> fields.require("literal"))
                .flatMap(literal -> literal.text(1, 260).flatMap(text -> literal.made(() -> HostPolicy.literal(text))));
    }

    private static List<String> names(YamlValue value) {
        List<String> names = new ArrayList<>();
        for (YamlValue item : value.items(0, MAX_HEADERS)) {
            Syntax.fieldName(item).ifPresent(names::add);
        }
        return List.copyOf(names);
    }

    CopyRules applyTo(CopyRules copy) {
        return new CopyRules(
                copy.edits(),
                host.orElse(copy.host()),
                drop.orElse(copy.drop()),
                redact.orElse(copy.redact()),
                trace.orElse(copy.trace()));
    }
}
