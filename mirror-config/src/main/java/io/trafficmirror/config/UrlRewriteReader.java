// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.route.RouteMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code HTTPURLRewriteFilter}. */
final class UrlRewriteReader {
    private static final List<String> FILTER = List.of("hostname", "path");
    private static final List<String> PATH = List.of("type", "replaceFullPath", "replacePrefixMatch");
    private static final Map<String, String> FIELDS =
            Map.of("ReplaceFullPath", "replaceFullPath", "ReplacePrefixMatch", "replacePrefixMatch");

    private UrlRewriteReader() {}

    /** The edits that the filter stands for: one, two or, if something is wrong, none. */
    static List<CopyEdit> read(YamlValue value, List<RouteMatch> matches) {
        List<CopyEdit> edits = new ArrayList<>();
        value.fields(FILTER).ifPresent(fields -> {
            fields.read("hostname", Syntax::dnsName)
                    .map(CopyEdit.HostRewrite::new)
                    .ifPresent(edits::add);
            fields.read("path", path -> path(path, matches)).ifPresent(edits::add);
        });
        return edits;
    }

    /** Checks a path modifier that is not used. */
    static void checkPath(YamlValue value, List<RouteMatch> matches) {
        path(value, matches);
    }

    private static Optional<CopyEdit> path(YamlValue value, List<RouteMatch> matches) {
        Optional<YamlFields> fields = value.fields(PATH);
        Optional<String> field = fields.flatMap(f -> f.require("type")).flatMap(type -> type.choice(FIELDS));
        if (fields.isEmpty() || field.isEmpty()) {
            return Optional.empty();
        }
        for (String other : FIELDS.values()) {
            if (!other.equals(field.get()) && fields.get().has(other)) {
                value.error(other + " must not be given where the type asks for " + field.get());
                return Optional.empty();
            }
        }
        Optional<String> replacement = fields.get().require(field.get()).flatMap(UrlRewriteReader::replacement);
        if (field.get().equals("replaceFullPath")) {
            return replacement.map(CopyEdit.FullPathRewrite::new);
        }
        Optional<String> prefix = UnusedFilters.onlyPrefix(matches);
        if (prefix.isEmpty()) {
            value.error("ReplacePrefixMatch needs exactly one match in the rule, and it must be a PathPrefix");
        }
        return prefix.flatMap(p -> replacement.map(r -> new CopyEdit.PrefixRewrite(p, r)));
    }

    /** What the API leaves open but a request line does not: only visible ASCII, no query, no fragment. */
    private static Optional<String> replacement(YamlValue value) {
        Optional<String> text = value.text(0, 1024);
        if (text.isPresent() && text.get().chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '?' || c == '#')) {
            value.mustBe("a path of visible ASCII without \"?\" and \"#\"");
            return Optional.empty();
        }
        return text;
    }
}
