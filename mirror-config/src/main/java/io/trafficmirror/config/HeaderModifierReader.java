// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.http.Headers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code HTTPHeaderFilter}: each field name, whatever its case, stands in one list, once. */
final class HeaderModifierReader {
    private static final List<String> FILTER = List.of("set", "add", "remove");
    private static final List<String> HEADER = List.of("name", "value");

    private HeaderModifierReader() {}

    static Optional<CopyEdit> read(YamlValue value) {
        return value.fields(FILTER).map(fields -> {
            Set<String> names = new HashSet<>();
            Headers set = headers(fields.list("set", 16), names);
            Headers add = headers(fields.list("add", 16), names);
            List<String> remove = new ArrayList<>();
            for (YamlValue item : fields.list("remove", 16)) {
                Syntax.fieldName(item).filter(name -> once(item, name, names)).ifPresent(remove::add);
            }
            CopyEdit.HeaderEdit edit = new CopyEdit.HeaderEdit(set, add, remove);
            if (!edit.ineffective().isEmpty()) {
                value.warn(
                        "can't set " + String.join(", ", edit.ineffective())
                                + ": Host is what URLRewrite or a MirrorPolicy says, and fields of framing and connection are the transport's");
            }
            return edit;
        });
    }

    /** Checks a modifier of responses, which is not used. */
    static void check(YamlValue value) {
        value.fields(FILTER).ifPresent(fields -> {
            headers(fields.list("set", 16), new HashSet<>());
            headers(fields.list("add", 16), new HashSet<>());
            Set<String> removed = new HashSet<>();
            for (YamlValue item : fields.list("remove", 16)) {
                Syntax.fieldName(item).ifPresent(name -> once(item, name, removed));
            }
        });
    }

    private static Headers headers(List<YamlValue> items, Set<String> names) {
        Headers.Builder headers = Headers.builder(items.size());
        for (YamlValue item : items) {
            Optional<YamlFields> fields = item.fields(HEADER);
            if (fields.isEmpty()) {
                continue;
            }
            Optional<String> name = fields.get().require("name").flatMap(Syntax::fieldName);
            Optional<String> value =
                    fields.get().require("value").map(YamlValue::secret).flatMap(Syntax::fieldValue);
            if (name.isPresent() && value.isPresent() && once(item, name.get(), names)) {
                headers.add(name.get(), value.get());
            }
        }
        return headers.build();
    }

    private static boolean once(YamlValue item, String name, Set<String> names) {
        boolean first = names.add(name.toLowerCase(Locale.ROOT));
        if (!first) {
            item.error("each field name must have one action, was \"" + MessageText.name(name) + "\" again");
        }
        return first;
    }
}
