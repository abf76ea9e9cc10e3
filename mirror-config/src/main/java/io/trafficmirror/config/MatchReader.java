// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.PathMatch;
import io.trafficmirror.route.RouteLimits;
import io.trafficmirror.route.RouteMatch;
import io.trafficmirror.route.ValueMatch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads {@code HTTPRouteMatch}. */
final class MatchReader {
    private static final List<String> MATCH = List.of("path", "headers", "queryParams", "method");
    private static final List<String> PATH = List.of("type", "value");
    private static final List<String> VALUE = List.of("type", "name", "value");
    private static final Map<String, PathMatch.Type> PATH_TYPES = ordered(Map.of(
            "Exact", PathMatch.Type.EXACT,
            "PathPrefix", PathMatch.Type.PREFIX,
            "RegularExpression", PathMatch.Type.REGEX));
    private static final Map<String, ValueMatch.Type> VALUE_TYPES =
            ordered(Map.of("Exact", ValueMatch.Type.EXACT, "RegularExpression", ValueMatch.Type.REGEX));
    private static final Map<String, String> METHODS =
            ordered(List.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH").stream()
                    .collect(Collectors.toMap(Function.identity(), Function.identity())));

    private MatchReader() {}

    private static <E> Map<String, E> ordered(Map<String, E> words) {
        return new TreeMap<>(words);
    }

    static Optional<RouteMatch> read(YamlValue value) {
        return value.fields(MATCH).flatMap(match -> {
            PathMatch path = match.read("path", MatchReader::path).orElse(PathMatch.ALL);
            Optional<String> method = match.read("method", m -> m.choice(METHODS));
            List<ValueMatch> headers = values(match.list("headers", RouteLimits.HEADERS_PER_MATCH), true);
            List<ValueMatch> query = values(match.list("queryParams", RouteLimits.QUERY_PARAMS_PER_MATCH), false);
            return value.made(() -> new RouteMatch(path, method, headers, query));
        });
    }

    private static Optional<PathMatch> path(YamlValue value) {
        Optional<YamlFields> fields = value.fields(PATH);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        PathMatch.Type type =
                fields.get().read("type", t -> t.choice(PATH_TYPES)).orElse(PathMatch.Type.PREFIX);
        Optional<YamlValue> text = fields.get().get("value");
        if (text.isEmpty()) {
            return value.made(() -> new PathMatch(type, "/"));
        }
        Optional<String> path =
                type == PathMatch.Type.REGEX ? text.get().text(1, RouteLimits.PATH_LENGTH) : Syntax.path(text.get());
        if (type != PathMatch.Type.REGEX && path.orElse("").endsWith("*")) {
            text.get()
                    .warn(
                            "ends with a star, which is a character here and no wildcard: a PathPrefix covers what is below");
        }
        return path.flatMap(p -> text.get().made(() -> new PathMatch(type, p)));
    }

    /** Conditions on values; of several for one name only the first counts, and an exact repetition is an error. */
    private static List<ValueMatch> values(List<YamlValue> items, boolean headers) {
        List<ValueMatch> matches = new ArrayList<>();
        Set<String> exact = new HashSet<>();
        Set<String> known = new HashSet<>();
        for (YamlValue item : items) {
            Optional<YamlFields> fields = item.fields(VALUE);
            if (fields.isEmpty()) {
                continue;
            }
            Optional<String> name = fields.get().require("name").flatMap(Syntax::fieldName);
            ValueMatch.Type type =
                    fields.get().read("type", t -> t.choice(VALUE_TYPES)).orElse(ValueMatch.Type.EXACT);
            Optional<YamlValue> place = fields.get().require("value").map(YamlValue::secret);
            Optional<String> value = place.flatMap(
                    v -> headers ? Syntax.fieldValue(v) : v.text(1, RouteLimits.QUERY_PARAM_VALUE_LENGTH));
            if (name.isEmpty() || value.isEmpty()) {
                continue;
            }
            if (!exact.add(name.get())) {
                item.error("must have another name than those before it, was \"" + MessageText.name(name.get())
                        + "\" again");
            } else if (!known.add(headers ? name.get().toLowerCase(Locale.ROOT) : name.get())) {
                item.warn("is ignored: a condition on the same field, but for case, stands before it");
            } else {
                place.flatMap(p -> p.made(() -> new ValueMatch(name.get(), type, value.get())))
                        .ifPresent(matches::add);
            }
        }
        return matches;
    }
}
