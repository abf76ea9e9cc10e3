// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.RouteMatch;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads {@code BackendObjectReference} and {@code HTTPBackendRef}. */
final class BackendReader {
    private static final List<String> MIRROR = List.of("group", "kind", "name", "namespace", "port");
    private static final List<String> BACKEND =
            List.of("group", "kind", "name", "namespace", "port", "weight", "filters");

    private BackendReader() {}

    /** The backend of a RequestMirror filter. */
    static Optional<BackendManifest> ofMirror(YamlValue value) {
        return value.fields(MIRROR).flatMap(fields -> read(fields, 1, List.of()));
    }

    /** A backend of a rule. */
    static Optional<BackendManifest> ofRule(YamlValue value, List<RouteMatch> matches) {
        return value.fields(BACKEND).flatMap(fields -> {
            int weight = fields.read("weight", w -> w.integer(0, 1_000_000)).orElse(1);
            return read(fields, weight, FilterReader.read(fields.list("filters", 16), matches));
        });
    }

    private static Optional<BackendManifest> read(YamlFields fields, int weight, List<FilterManifest> filters) {
        String group = fields.read("group", Syntax::group).orElse("");
        String kind = fields.read("kind", Syntax::kind).orElse("Service");
        boolean service = group.isEmpty() && kind.equals("Service");
        Optional<String> namespace = fields.read("namespace", Syntax::label);
        OptionalInt port = fields.read("port", p -> p.integer(1, 65535))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        if (service && !fields.has("port")) {
            fields.owner().error("port is required for a Service");
        }
        return fields.require("name")
                .flatMap(service ? Syntax::label : name -> name.text(1, 253))
                .map(name -> new BackendManifest(
                        fields.owner(), service, new ObjectName(namespace, name), port, weight, filters));
    }
}
