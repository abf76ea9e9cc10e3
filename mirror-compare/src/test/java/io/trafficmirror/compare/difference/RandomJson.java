// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes documents by chance, and others that are nearly the same. Confined to one thread. */
final class RandomJson {
    private static final String[] NAMES = {"a", "b", "c", "d.e", "x-y", "*", ""};
    private static final String[] TEXTS = {"", "x", "X", "10", "true", "é", "a long text", "null"};
    private static final String[] NUMBERS = {
        "0", "1", "1.0", "10", "1e1", "-1", "0.1", "18446744073709551621", "5", "1e400"
    };

    private final SplittableRandom random;
    private final JsonNodeFactory nodes = new JsonNodeFactory(true);

    RandomJson(long seed) {
        random = new SplittableRandom(seed);
    }

    JsonNode document(int depth, boolean arrays) {
        int kind = random.nextInt(depth == 0 ? 4 : arrays ? 6 : 5);
        return switch (kind) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(new BigDecimal(NUMBERS[random.nextInt(NUMBERS.length)]));
            case 3 -> nodes.textNode(TEXTS[random.nextInt(TEXTS.length)]);
            case 4 -> object(depth, arrays);
            default -> array(depth);
        };
    }

    private ObjectNode object(int depth, boolean arrays) {
        ObjectNode object = nodes.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(NAMES[random.nextInt(NAMES.length)], document(depth - 1, arrays));
        }
        return object;
    }

    private ArrayNode array(int depth) {
        ArrayNode array = nodes.arrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            array.add(document(depth - 1, true));
        }
        return array;
    }

    /** The same, or with a change somewhere: another value, another order, one more, one fewer. */
    JsonNode changed(JsonNode document, boolean arrays) {
        if (random.nextInt(4) == 0) {
            return random.nextBoolean() ? document.deepCopy() : document(2, arrays);
        }
        if (document instanceof ObjectNode object && !object.isEmpty()) {
            return changedObject(object, arrays);
        }
        if (document instanceof ArrayNode array && !array.isEmpty()) {
            return changedArray(array);
        }
        return document.deepCopy();
    }

    private JsonNode changedObject(ObjectNode object, boolean arrays) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
        int at = random.nextInt(members.size());
        ObjectNode copy = nodes.objectNode();
        int begin = random.nextInt(members.size());
        for (int i = 0; i < members.size(); i++) {
            int place = (i + begin) % members.size();
            Map.Entry<String, JsonNode> member = members.get(place);
            if (place != at || random.nextInt(4) > 0) {
                copy.set(
                        member.getKey(),
                        place == at
                                ? changed(member.getValue(), arrays)
                                : member.getValue().deepCopy());
            }
        }
        return copy;
    }

    private JsonNode changedArray(ArrayNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(element -> elements.add(element.deepCopy()));
        int at = random.nextInt(elements.size());
        switch (random.nextInt(5)) {
            case 0 -> elements.remove(at);
            case 1 -> elements.add(at, document(1, true));
            case 2 -> elements.add(elements.remove(at));
            case 3 -> elements.add(elements.get(at));
            default -> elements.set(at, changed(elements.get(at), true));
        }
        return nodes.arrayNode().addAll(elements);
    }
}
