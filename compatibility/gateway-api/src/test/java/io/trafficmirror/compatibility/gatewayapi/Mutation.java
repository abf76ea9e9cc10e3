// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.gatewayapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A manifest changed in one place, at random: a field lost, doubled, renamed, or with a value that may be wrong there. */
final class Mutation {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> WORDS = List.of(
            "",
            "*",
            "a",
            "A",
            "a.b",
            "-a",
            "a-",
            "*.a",
            "a_b",
            " a",
            "a  b",
            "a b",
            "\u00e4",
            "/",
            "a/b",
            "/a//b",
            "/a/./b",
            "/a/..",
            "/a%2Fb",
            "/a%zz",
            "/a#b",
            "/a b",
            "1s",
            "1.5s",
            "0s",
            "100000s",
            "1h1m1s1ms1s",
            "GET",
            "get",
            "Exact",
            "PathPrefix",
            "RegularExpression",
            "Gateway",
            "Service",
            "Other",
            "gateway.networking.k8s.io",
            "https",
            "HTTP",
            "GRPC",
            "Header",
            "Cookie",
            "Session",
            "All",
            "http://a.example",
            "ftp://a.example",
            "http://a.example/x",
            "CORS",
            "URLRewrite",
            "RequestRedirect",
            "RequestMirror",
            "ReplaceFullPath",
            "ReplacePrefixMatch");
    private static final long[] NUMBERS = {
        -1, 0, 1, 2, 99, 100, 101, 200, 302, 304, 400, 599, 600, 65535, 65536, 1_000_001
    };

    private final Random random;

    Mutation(long seed) {
        this.random = new Random(seed);
    }

    /** Changes one place of {@code spec}. */
    void apply(ObjectNode manifest) {
        List<Runnable> changes = new ArrayList<>();
        collect(manifest.get("spec"), changes);
        changes.get(random.nextInt(changes.size())).run();
    }

    private void collect(JsonNode node, List<Runnable> changes) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> changes.add(() -> change(object, name)));
            changes.add(() -> object.put("unknown" + random.nextInt(10), 1));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                changes.add(() -> change(array, at));
            }
        }
        node.forEach(child -> collect(child, changes));
    }

    private void change(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, other(value));
            case 2 -> object.set(name, longer(value));
            default -> object.set(name, alike(value));
        }
    }

    private void change(ArrayNode array, int at) {
        JsonNode value = array.get(at);
        switch (random.nextInt(4)) {
            case 0 -> array.remove(at);
            case 1 -> array.add(value.deepCopy());
            case 2 -> array.set(at, other(value));
            default -> array.set(at, alike(value));
        }
    }

    /** A value of another type. */
    private JsonNode other(JsonNode value) {
        List<JsonNode> all = List.of(
                NODES.objectNode(),
                NODES.arrayNode(),
                NODES.numberNode(1),
                NODES.booleanNode(true),
                NODES.textNode("a"));
        List<JsonNode> others =
                all.stream().filter(o -> o.getNodeType() != value.getNodeType()).toList();
        return others.get(random.nextInt(others.size()));
    }

    /** A value of the same type. */
    private JsonNode alike(JsonNode value) {
        if (value.isTextual()) {
            return NODES.textNode(WORDS.get(random.nextInt(WORDS.size())));
        }
        if (value.isNumber()) {
            return NODES.numberNode(NUMBERS[random.nextInt(NUMBERS.length)]);
        }
        return value.isBoolean()
                ? NODES.booleanNode(!value.asBoolean())
                : value.isArray() ? NODES.arrayNode() : NODES.objectNode();
    }

    /** A value that may be too long. */
    private JsonNode longer(JsonNode value) {
        if (value instanceof TextNode text) {
            String more = text.asText().isEmpty()
                    ? "a"
                    : text.asText().substring(text.asText().length() - 1);
            int[] sizes = {63, 64, 128, 253, 254, 257, 1025, 4097};
            return NODES.textNode(text.asText() + more.repeat(sizes[random.nextInt(sizes.length)]));
        }
        if (value instanceof ArrayNode array && !array.isEmpty()) {
            ArrayNode more = NODES.arrayNode();
            int size = new int[] {9, 10, 16, 17, 33, 65, 130}[random.nextInt(7)];
            for (int i = 0; i < size; i++) {
                more.add(array.get(i % array.size()).deepCopy());
            }
            return more;
        }
        return other(value);
    }
}
