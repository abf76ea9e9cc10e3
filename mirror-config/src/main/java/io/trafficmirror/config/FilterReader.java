// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.RouteMatch;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads lists of {@code HTTPRouteFilter}, of rules and of backends. */
final class FilterReader {
    private static final List<String> KNOWN = Stream.concat(
                    Stream.of("type"), FilterType.BY_WORD.values().stream().map(FilterType::field))
            .toList();

    private FilterReader() {}

    /** The filters in order. {@code matches}: of the rule, for prefix rewrites. */
    static List<FilterManifest> read(List<YamlValue> items, List<RouteMatch> matches) {
        List<FilterManifest> filters = new ArrayList<>();
        Set<FilterType> types = EnumSet.noneOf(FilterType.class);
        for (YamlValue item : items) {
            Optional<YamlFields> fields = item.fields(KNOWN);
            Optional<FilterType> type =
                    fields.flatMap(f -> f.require("type")).flatMap(t -> t.choice(FilterType.BY_WORD));
            if (fields.isEmpty() || type.isEmpty()) {
                continue;
            }
            if (!types.add(type.get()) && !type.get().isRepeatable()) {
                item.error(type.get().word() + " must stand only once in a list of filters");
            }
            if (types.contains(FilterType.URL_REWRITE) && types.contains(FilterType.REQUEST_REDIRECT)) {
                item.error("URLRewrite and RequestRedirect must not stand in one list of filters");
            }
            filter(item, fields.get(), type.get(), matches).ifPresent(filters::add);
        }
        return filters;
    }

    private static Optional<FilterManifest> filter(
            YamlValue at, YamlFields fields, FilterType type, List<RouteMatch> matches) {
        for (FilterType other : FilterType.values()) {
            if (other != type) {
                fields.get(other.field())
                        .ifPresent(value -> value.error("must not be given for a filter of type " + type.word()));
            }
        }
        return fields.require(type.field()).flatMap(content -> content(at, content, type, matches));
    }

    private static Optional<FilterManifest> content(
            YamlValue at, YamlValue content, FilterType type, List<RouteMatch> matches) {
        return switch (type) {
            case REQUEST_HEADER_MODIFIER ->
                HeaderModifierReader.read(content).map(edit -> new FilterManifest.Edit(at, List.of(edit)));
            case URL_REWRITE -> Optional.of(new FilterManifest.Edit(at, UrlRewriteReader.read(content, matches)));
            case REQUEST_MIRROR -> MirrorReader.read(content);
            case EXTENSION_REF -> {
                UnusedFilters.checkExtension(content);
                yield Optional.of(new FilterManifest.Custom(at));
            }
            case RESPONSE_HEADER_MODIFIER, REQUEST_REDIRECT, CORS, EXTERNAL_AUTH -> {
                UnusedFilters.check(type, content, matches);
                yield Optional.of(new FilterManifest.Ignored(at, type));
            }
        };
    }
}
