// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What may stand below {@code mirror} but for the routes: names as properties spell them, with what is said of each. Immutable. */
final class GlobalSchema {
    private static final String RESOURCE = "/META-INF/trafficmirror/mirror-properties.schema.json";

    private final Map<String, RouteSchema> properties;

    private GlobalSchema(Map<String, RouteSchema> properties) {
        this.properties = Map.copyOf(properties);
    }

    static GlobalSchema load() {
        Map<String, RouteSchema> found = new LinkedHashMap<>();
        collect("", RouteSchema.of(RESOURCE), found);
        return new GlobalSchema(found);
    }

    private static void collect(String prefix, RouteSchema node, Map<String, RouteSchema> found) {
        node.properties().forEach((name, child) -> {
            String dashed = prefix + RouteSchema.dashed(name);
            if (child.properties().isEmpty()) {
                found.put(dashed, child);
            } else {
                collect(dashed + ".", child, found);
            }
        });
    }

    /** Such as {@code limits.max-bytes-held}. */
    Set<String> names() {
        return properties.keySet();
    }

    Map<String, RouteSchema> properties() {
        return properties;
    }
}
