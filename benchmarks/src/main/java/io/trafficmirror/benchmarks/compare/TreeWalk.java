// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** What one writes in an hour: two trees of Jackson, walked side by side, arrays by index. Stateless. */
final class TreeWalk {
    private TreeWalk() {}

    static void walk(JsonNode here, JsonNode there, String path, List<String> into) {
        if (here.isObject() && there.isObject()) {
            for (Map.Entry<String, JsonNode> member : here.properties()) {
                JsonNode other = there.get(member.getKey());
                if (other == null) {
                    into.add(path + "." + member.getKey());
                } else {
                    walk(member.getValue(), other, path + "." + member.getKey(), into);
                }
            }
            for (Map.Entry<String, JsonNode> member : there.properties()) {
                if (!here.has(member.getKey())) {
                    into.add(path + "." + member.getKey());
                }
            }
        } else if (here.isArray() && there.isArray()) {
            for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
                if (i < here.size() && i < there.size()) {
                    walk(here.get(i), there.get(i), path + "[" + i + "]", into);
                } else {
                    into.add(path + "[" + i + "]");
                }
            }
        } else if (!here.equals(there)) {
            into.add(path);
        }
    }
}
