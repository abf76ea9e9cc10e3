// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What may stand below {@code mirror.routes.NAME}: the route's own properties, and all that a {@code MirrorPolicy} can say, read of the schemas of both.
 * Whatever the schema of the policy gains is a property from then on. Immutable.
 */
final class RouteSchema {
    private static final String ROUTE = "/META-INF/trafficmirror/route-properties.schema.json";
    private static final String POLICY = "/META-INF/trafficmirror/mirror-policy.schema.json";

    /** What a policy says of manifests, and properties say otherwise. */
    private static final Set<String> OF_MANIFESTS = Set.of("targetRefs", "mirrors", "primary", "backends");

    private static final RouteSchema TEXT = new RouteSchema(Map.of("type", "string"), Map.of());

    private final Map<String, Object> node;
    private final Map<String, Object> definitions;

    private RouteSchema(Map<String, Object> node, Map<String, Object> definitions) {
        this.node = node;
        this.definitions = definitions;
    }

    /** The schema of one route. */
    static RouteSchema load() {
        Map<String, Object> policy = read(io.trafficmirror.config.Manifests.class, POLICY);
        Map<String, Object> definitions = map(policy.get("$defs"));
        Map<String, Object> properties =
                new LinkedHashMap<>(map(read(RouteSchema.class, ROUTE).get("properties")));
        map(map(definitions.get("spec")).get("properties")).forEach((name, value) -> {
            if (!OF_MANIFESTS.contains(name)) {
                properties.putIfAbsent(name, value);
            }
        });
        return new RouteSchema(Map.of("type", "object", "properties", properties), definitions);
    }

    /** Another schema of this module. */
    static RouteSchema of(String resource) {
        return new RouteSchema(read(RouteSchema.class, resource), Map.of());
    }

    /** The names of the route's own properties; all others are the policy's. */
    static Set<String> ownNames() {
        return Set.copyOf(map(read(RouteSchema.class, ROUTE).get("properties")).keySet());
    }

    private static Map<String, Object> read(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "resource " + resource + ": must be in the jar of " + owner.getName() + ", was left out");
            }
            return map(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
        } catch (IOException e) {
            throw new IllegalStateException("resource " + resource + " can't be read", e);
        }
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> typed = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> raw) {
            raw.forEach((key, of) -> typed.put(String.valueOf(key), of));
        }
        return typed;
    }

    /** Follows references, and takes of alternatives the one with properties or items. */
    private RouteSchema of(@Nullable Object child) {
        Map<String, Object> own = map(child);
        Object reference = own.get("$ref");
        if (reference instanceof String name) {
            Map<String, Object> merged =
                    new LinkedHashMap<>(map(definitions.get(name.substring(name.lastIndexOf('/') + 1))));
            merged.putAll(own);
            merged.remove("$ref");
            return new RouteSchema(merged, definitions);
        }
        return new RouteSchema(own, definitions);
    }

    private List<RouteSchema> alternatives() {
        List<RouteSchema> all = new ArrayList<>();
        for (String key : List.of("anyOf", "oneOf")) {
            if (node.get(key) instanceof List<?> list) {
                list.forEach(one -> all.add(of(one)));
            }
        }
        return all.isEmpty() ? List.of(this) : all;
    }

    /** The properties of an object, by the names that schemas use; empty: none are named. */
    Map<String, RouteSchema> properties() {
        Map<String, RouteSchema> properties = new LinkedHashMap<>();
        for (RouteSchema one : alternatives()) {
            map(one.node.get("properties")).forEach((name, child) -> properties.put(name, of(child)));
        }
        return properties;
    }

    /** What stands under any name of an object whose names are the user's; null: it is no such object. */
    @Nullable
    RouteSchema entries() {
        for (RouteSchema one : alternatives()) {
            if (one.node.get("additionalProperties") instanceof Map<?, ?> child) {
                return of(child);
            }
        }
        return null;
    }

    /** What a list holds; null: it is no list. */
    @Nullable
    RouteSchema items() {
        for (RouteSchema one : alternatives()) {
            if (one.node.containsKey("items")) {
                return of(one.node.get("items"));
            }
            if ("array".equals(one.node.get("type"))) {
                return TEXT;
            }
        }
        return null;
    }

    /** Whether a value may stand here, rather than only something with names or numbers below it. */
    boolean isValue() {
        return alternatives().stream()
                .anyMatch(one -> one.node.containsKey("enum")
                        || one.node.containsKey("const")
                        || (one.node.get("type") instanceof String type
                                && !type.equals("object")
                                && !type.equals("array")));
    }

    /** Whether a number or a flag may stand here, so that a text that looks like one is one. */
    boolean isPlain() {
        return alternatives().stream()
                .anyMatch(one -> one.node.get("const") instanceof Boolean
                        || (one.node.get("type") instanceof String type
                                && Set.of("integer", "number", "boolean").contains(type)));
    }

    /** What is said of it; empty: nothing. */
    String description() {
        return node.get("description") instanceof String text ? text : "";
    }

    /** The words that are allowed; empty: not a choice of words. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        for (RouteSchema one : alternatives()) {
            if (one.node.get("enum") instanceof List<?> list) {
                list.forEach(word -> words.add(String.valueOf(word)));
            }
        }
        return words;
    }

    /** The type of a value as metadata names it. */
    String javaType() {
        RouteSchema items = items();
        if (items != null) {
            return items.isValue() ? "java.util.List<java.lang.String>" : "java.util.List<java.lang.Object>";
        }
        if (entries() != null) {
            return "java.util.Map<java.lang.String,java.lang.String>";
        }
        if (node.get("format") instanceof String format && format.contains(".")) {
            return format;
        }
        if (node.get("type") instanceof String type) {
            return switch (type) {
                case "integer" -> "java.lang.Integer";
                case "number" -> "java.lang.Double";
                case "boolean" -> "java.lang.Boolean";
                default -> "java.lang.String";
            };
        }
        return "java.lang.String";
    }

    /** The value that counts where none is given; null: it is not said here. */
    @Nullable
    Object byDefault() {
        return node.get("default");
    }

    /** {@code maxBodyBytes} as properties spell it: {@code max-body-bytes}. */
    static String dashed(String name) {
        StringBuilder dashed = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                dashed.append('-');
            }
            dashed.append(Character.toLowerCase(c));
        }
        return dashed.toString();
    }

    /** A name without what spellings differ in. */
    static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    }
}
