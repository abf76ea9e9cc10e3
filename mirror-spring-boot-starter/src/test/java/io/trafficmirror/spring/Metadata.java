// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the metadata that editors complete property names by, of the schemas that the properties are read by. */
final class Metadata {
    static final String RESOURCE = "META-INF/additional-spring-configuration-metadata.json";

    private final List<String> properties = new ArrayList<>();
    private final List<String> hints = new ArrayList<>();

    /** Writes the file, from the module's directory. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of("src/main/resources", RESOURCE), json());
    }

    static String json() {
        Metadata metadata = new Metadata();
        new TreeMap<>(GlobalSchema.load().properties()).forEach((name, of) -> metadata.add("mirror." + name, of));
        metadata.properties.add(property(
                "mirror.routes",
                "java.util.Map<java.lang.String,java.lang.Object>",
                "What is copied where: routes by names of your own.",
                null));
        metadata.walk("mirror.routes.*", RouteSchema.load());
        return "{\n  \"groups\": [{\"name\": \"mirror\", \"description\": \"Copying requests to a shadow.\"}],\n"
                + "  \"properties\": [\n    " + String.join(",\n    ", metadata.properties) + "\n  ],\n"
                + "  \"hints\": [\n    " + String.join(",\n    ", metadata.hints) + "\n  ]\n}\n";
    }

    private void walk(String at, RouteSchema of) {
        for (Map.Entry<String, RouteSchema> entry : of.properties().entrySet()) {
            String name = at + "." + RouteSchema.dashed(entry.getKey());
            RouteSchema child = entry.getValue();
            if (child.isValue() || child.items() != null || child.entries() != null) {
                add(name, child);
            }
            if (child.items() == null) {
                walk(name, child);
            }
        }
    }

    private void add(String name, RouteSchema of) {
        properties.add(property(name, of.javaType(), of.description(), of.byDefault()));
        if (!of.words().isEmpty()) {
            hints.add("{\"name\": " + quoted(name) + ", \"values\": ["
                    + String.join(
                            ", ",
                            of.words().stream()
                                    .map(word -> "{\"value\": " + quoted(word) + "}")
                                    .toList())
                    + "]}");
        }
    }

    private static String property(String name, String type, String description, Object byDefault) {
        StringBuilder line = new StringBuilder("{\"name\": ")
                .append(quoted(name))
                .append(", \"type\": ")
                .append(quoted(type));
        if (!description.isEmpty()) {
            line.append(", \"description\": ").append(quoted(description));
        }
        if (byDefault != null) {
            line.append(", \"defaultValue\": ")
                    .append(byDefault instanceof String text ? quoted(text) : String.valueOf(byDefault));
        }
        return line.append('}').toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
