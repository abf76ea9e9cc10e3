// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties of one route, by the names of the schema: a value, or children by name or, in a list, by number. Confined to one thread.
 */
final class RouteTree {
    private final Map<String, RouteTree> children = new LinkedHashMap<>();
    private @Nullable RouteProperty value;

    /** Which property source has filled this list; what a source of more weight says takes the place of all of it. */
    private int filledBy = -1;

    @Nullable
    RouteProperty value() {
        return value;
    }

    Map<String, RouteTree> children() {
        return children;
    }

    void set(RouteProperty property) {
        value = property;
    }

    RouteTree child(String name) {
        return children.computeIfAbsent(name, n -> new RouteTree());
    }

    @Nullable
    RouteTree find(String name) {
        return children.get(name);
    }

    /** The list as this property source has it: empty when the source comes to it first. */
    RouteTree filledBy(int source) {
        if (filledBy != source) {
            children.clear();
            value = null;
            filledBy = source;
        }
        return this;
    }
}
