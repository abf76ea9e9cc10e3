// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.DiffFlags;
import com.flipkart.zjsonpatch.JsonDiff;
import io.trafficmirror.compare.difference.PathRule.ArrayMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds what we find against Jackson's trees and against RFC 6902 patches by zjsonpatch. {@code -Doracle.pairs=1000000} for a long run. */
class JsonOracleTest {
    private static final int PAIRS = Integer.getInteger("oracle.pairs", 10_000);

    @ParameterizedTest
    @EnumSource(ArrayMode.class)
    void equal_or_not_is_what_trees_say(ArrayMode mode) {
        RandomJson json = new RandomJson(42);
        PathRule rule = new PathRule(false, mode, List.of(), java.util.Optional.empty(), false);
        Compared compared = Compared.with("$.**", rule);
        int equal = 0;
        for (int i = 0; i < PAIRS; i++) {
            JsonNode left = json.document(4, true);
            JsonNode right = json.changed(left, true);
            boolean expected = canonical(left, mode).equals(canonical(right, mode));
            equal += expected ? 1 : 0;
            assertThat(compared.json(left.toString(), right.toString()).isEmpty())
                    .as("pair %d of %s: %s and %s", i, mode, left, right)
                    .isEqualTo(expected);
        }
        assertThat(equal).isBetween(PAIRS / 10, PAIRS * 9 / 10);
    }

    /** A text that is the same for documents that are equal under a mode. */
    private static String canonical(JsonNode node, ArrayMode mode) {
        if (node.isNumber()) {
            return "n"
                    + (node.decimalValue().signum() == 0
                            ? "0"
                            : node.decimalValue().stripTrailingZeros().toString());
        }
        if (node.isObject()) {
            TreeSet<String> members = new TreeSet<>();
            node.properties().forEach(e -> members.add(quoted(e.getKey()) + ":" + canonical(e.getValue(), mode)));
            return members.toString();
        }
        if (node.isArray()) {
            List<String> elements = new ArrayList<>();
            node.forEach(element -> elements.add(canonical(element, mode)));
            if (mode != ArrayMode.LIST) {
                elements.sort(null);
            }
            return "a" + (mode == ArrayMode.SET ? new TreeSet<>(elements) : elements);
        }
        return node.isTextual() ? quoted(node.textValue()) : node.toString();
    }

    private static String quoted(String text) {
        return text.length() + "\"" + text;
    }

    @Test
    void places_are_those_of_a_json_patch_where_no_array_is_involved() {
        RandomJson json = new RandomJson(43);
        int different = 0;
        for (int i = 0; i < PAIRS; i++) {
            JsonNode left = json.document(4, false);
            JsonNode right = json.changed(left, false);
            Set<String> ours = new TreeSet<>();
            for (String difference : Compared.plain().json(left.toString(), right.toString())) {
                ours.add(place(difference));
            }
            Set<String> theirs = new TreeSet<>();
            JsonDiff.asJson(left, right, EnumSet.of(DiffFlags.OMIT_MOVE_OPERATION, DiffFlags.OMIT_COPY_OPERATION))
                    .forEach(operation -> theirs.add(place(operation)));
            if (isKnownOtherwise(left, right)) {
                continue;
            }
            different += theirs.isEmpty() ? 0 : 1;
            assertThat(ours).as("pair %d: %s and %s", i, left, right).isEqualTo(theirs);
        }
        assertThat(different).isGreaterThan(PAIRS / 10);
    }

    /** Named case: a number in another notation is another value to a patch, and the same to us. */
    private static boolean isKnownOtherwise(JsonNode left, JsonNode right) {
        String a = left.toString();
        String b = right.toString();
        return a.matches(".*(1\\.0|1E\\+1|1E1).*") || b.matches(".*(1\\.0|1E\\+1|1E1).*");
    }

    private static String place(String difference) {
        String path = difference.substring(0, difference.indexOf(' '));
        String kind = difference.substring(difference.indexOf(' ') + 1);
        return (kind.startsWith("missing") ? "remove " : kind.startsWith("extra") ? "add " : "replace ")
                + String.join("/", PathPattern.parse(path).segments()).replaceFirst("^\\$", "");
    }

    private static String place(JsonNode operation) {
        String pointer = operation.get("path").textValue();
        StringBuilder path = new StringBuilder();
        for (String segment : pointer.split("/", -1)) {
            path.append('/').append(Path.literal(segment.replace("~1", "/").replace("~0", "~")));
        }
        return operation.get("op").textValue() + " " + (pointer.isEmpty() ? "" : path.substring(1));
    }
}
