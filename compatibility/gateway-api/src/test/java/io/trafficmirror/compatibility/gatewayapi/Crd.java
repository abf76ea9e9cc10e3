// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A custom resource definition, and what an API server with it would say of an object: its schema with unknown fields refused,
 * defaults, sets and maps of lists, and CEL rules.
 */
final class Crd {
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("self", SimpleType.DYN)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().build();

    private final JsonNode spec;
    private final JsonSchema schema;
    private final Map<String, CelRuntime.Program> programs = new HashMap<>();

    private Crd(JsonNode spec) {
        this.spec = spec;
        JsonNode strict = spec.deepCopy();
        close(strict);
        this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(strict);
    }

    static Crd read(Path file) {
        try {
            JsonNode crd = Routes.JSON.valueToTree(new Load(
                            LoadSettings.builder().setCodePointLimit(10_000_000).build())
                    .loadFromString(Files.readString(file)));
            for (JsonNode version : crd.at("/spec/versions")) {
                if (version.path("name").asText().equals("v1")) {
                    return new Crd(version.at("/schema/openAPIV3Schema/properties/spec"));
                }
            }
            throw new IllegalArgumentException("no version v1 in " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unknown fields are errors, as with {@code kubectl apply}; keywords of Kubernetes are left to the rest of this class. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            object.remove(List.of("x-kubernetes-list-type", "x-kubernetes-list-map-keys", "x-kubernetes-validations"));
            if (object.path("properties") instanceof ObjectNode) {
                object.put("additionalProperties", false);
            }
        }
        schema.forEach(Crd::close);
    }

    /** What is wrong with the object's {@code spec}; empty: the server would take it. */
    List<String> errors(JsonNode object) {
        JsonNode value = object.path("spec").deepCopy();
        List<String> errors = new ArrayList<>();
        schema.validate(value).forEach(message -> errors.add(message.getMessage()));
        if (errors.isEmpty()) {
            addDefaults(value, spec);
            walk(value, spec, "spec", errors);
        }
        return errors;
    }

    private static void addDefaults(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            schema.path("properties").fields().forEachRemaining(property -> {
                if (!object.has(property.getKey()) && property.getValue().has("default")) {
                    object.set(
                            property.getKey(),
                            property.getValue().get("default").deepCopy());
                }
                if (object.has(property.getKey())) {
                    addDefaults(object.get(property.getKey()), property.getValue());
                }
            });
        } else if (value instanceof ArrayNode array) {
            array.forEach(item -> addDefaults(item, schema.path("items")));
        }
    }

    private void walk(JsonNode value, JsonNode schema, String path, List<String> errors) {
        for (JsonNode rule : schema.path("x-kubernetes-validations")) {
            if (!holds(rule.path("rule").asText(), value)) {
                errors.add(path + ": " + rule.path("message").asText());
            }
        }
        if (value instanceof ObjectNode object) {
            object.fields()
                    .forEachRemaining(field -> walk(
                            field.getValue(),
                            schema.path("properties").path(field.getKey()),
                            path + "." + field.getKey(),
                            errors));
        } else if (value instanceof ArrayNode array) {
            checkKeys(array, schema, path, errors);
            for (int i = 0; i < array.size(); i++) {
                walk(array.get(i), schema.path("items"), path + "[" + i + "]", errors);
            }
        }
    }

    /** Lists that are sets, and lists whose items have a key. */
    private static void checkKeys(ArrayNode array, JsonNode schema, String path, List<String> errors) {
        String type = schema.path("x-kubernetes-list-type").asText();
        Set<List<JsonNode>> known = new HashSet<>();
        for (JsonNode item : array) {
            List<JsonNode> key = new ArrayList<>();
            if (type.equals("set")) {
                key.add(item);
            } else if (type.equals("map")) {
                schema.path("x-kubernetes-list-map-keys").forEach(name -> key.add(item.path(name.asText())));
            }
            if (!key.isEmpty() && !known.add(key)) {
                errors.add(path + ": duplicate " + key);
            }
        }
    }

    private boolean holds(String rule, JsonNode self) {
        try {
            CelRuntime.Program program = programs.get(rule);
            if (program == null) {
                program = RUNTIME.createProgram(COMPILER.compile(rule).getAst());
                programs.put(rule, program);
            }
            return (Boolean) program.eval(Map.of("self", plain(self)));
        } catch (Exception e) {
            // A rule that fails to evaluate refuses, as in an API server.
            return false;
        }
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new HashMap<>();
            node.fields()
                    .forEachRemaining(field -> map.put(
                            field.getKey().equals("namespace") ? "__namespace__" : field.getKey(),
                            plain(field.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(plain(item)));
            return list;
        }
        return node.isIntegralNumber() ? node.asLong() : node.isBoolean() ? node.asBoolean() : node.asText();
    }
}
