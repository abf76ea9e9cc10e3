// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.PathMatch;
import io.trafficmirror.route.RouteMatch;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Filters that have no meaning for a copy: what an API server would refuse is an error here too, all else is reported as ignored. */
final class UnusedFilters {
    private static final List<String> REDIRECT = List.of("scheme", "hostname", "path", "port", "statusCode");
    private static final Set<Integer> REDIRECT_STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final List<String> CORS =
            List.of("allowOrigins", "allowCredentials", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge");
    private static final List<String> AUTH = List.of("protocol", "backendRef", "grpc", "http", "forwardBody");
    private static final List<String> EXTENSION = List.of("group", "kind", "name");
    private static final Map<String, String> SCHEMES = words("http", "https");
    private static final Map<String, String> PROTOCOLS = words("GRPC", "HTTP");
    private static final Map<String, String> METHODS =
            words("*", "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

    private UnusedFilters() {}

    private static Map<String, String> words(String... words) {
        return Stream.of(words).collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    /** Checks the content of a filter, and warns that it is ignored. {@code matches}: of the rule. */
    static void check(FilterType type, YamlValue content, List<RouteMatch> matches) {
        switch (type) {
            case RESPONSE_HEADER_MODIFIER -> HeaderModifierReader.check(content);
            case REQUEST_REDIRECT -> content.fields(REDIRECT).ifPresent(fields -> redirect(fields, matches));
            case CORS -> content.fields(CORS).ifPresent(UnusedFilters::cors);
            case EXTERNAL_AUTH -> content.fields(AUTH).ifPresent(UnusedFilters::auth);
            case REQUEST_HEADER_MODIFIER, REQUEST_MIRROR, URL_REWRITE, EXTENSION_REF ->
                throw new IllegalArgumentException("is used: " + type);
        }
        content.warn("is ignored: a copy has no use for " + type.word());
    }

    /** Checks the reference to a custom filter. */
    static void checkExtension(YamlValue content) {
        content.fields(EXTENSION).ifPresent(fields -> {
            fields.require("group").ifPresent(Syntax::group);
            fields.require("kind").ifPresent(Syntax::kind);
            fields.require("name").ifPresent(name -> name.text(1, 253));
        });
    }

    private static void redirect(YamlFields fields, List<RouteMatch> matches) {
        fields.get("scheme").ifPresent(scheme -> scheme.choice(SCHEMES));
        fields.get("hostname").ifPresent(Syntax::dnsName);
        fields.get("port").ifPresent(port -> port.integer(1, 65535));
        fields.get("path").ifPresent(path -> UrlRewriteReader.checkPath(path, matches));
        fields.get("statusCode")
                .flatMap(status -> status.integer(300, 399))
                .filter(status -> !REDIRECT_STATUSES.contains(status))
                .ifPresent(status ->
                        fields.owner().error("statusCode must be one of 301, 302, 303, 307, 308, was " + status));
    }

    private static void cors(YamlFields fields) {
        wildcardAlone(fields, "allowOrigins", 64, Syntax::origin);
        wildcardAlone(fields, "allowMethods", 9, method -> method.choice(METHODS));
        wildcardAlone(fields, "allowHeaders", 64, Syntax::fieldName);
        once(fields.list("exposeHeaders", 64), Syntax::fieldName);
        fields.get("allowCredentials").ifPresent(YamlValue::flag);
        fields.get("maxAge").ifPresent(age -> age.integer(1, Integer.MAX_VALUE));
    }

    private static void wildcardAlone(
            YamlFields fields, String name, int most, Function<YamlValue, Optional<String>> reader) {
        List<YamlValue> items = fields.list(name, most);
        if (once(items, reader).contains("*") && items.size() > 1) {
            fields.owner().error(name + " must not hold \"*\" beside others");
        }
    }

    private static Set<String> once(List<YamlValue> items, Function<YamlValue, Optional<String>> reader) {
        Set<String> known = new HashSet<>();
        for (YamlValue item : items) {
            reader.apply(item).filter(text -> !known.add(text)).ifPresent(text -> item.error("must be given once"));
        }
        return known;
    }

    private static void auth(YamlFields fields) {
        Optional<String> protocol = fields.require("protocol").flatMap(p -> p.choice(PROTOCOLS));
        fields.require("backendRef").ifPresent(BackendReader::ofMirror);
        protocol.ifPresent(given -> {
            String own = given.equals("GRPC") ? "grpc" : "http";
            String other = given.equals("GRPC") ? "http" : "grpc";
            fields.require(own);
            fields.get(other).ifPresent(value -> value.error("must not be given for protocol " + given));
        });
        fields.read("grpc", grpc -> grpc.fields(List.of("allowedHeaders")))
                .ifPresent(grpc -> texts(grpc, "allowedHeaders"));
        fields.read("http", http -> http.fields(List.of("path", "allowedHeaders", "allowedResponseHeaders")))
                .ifPresent(http -> {
                    http.get("path").ifPresent(Syntax::pathCharacters);
                    texts(http, "allowedHeaders");
                    texts(http, "allowedResponseHeaders");
                });
        fields.read("forwardBody", body -> body.fields(List.of("maxSize")))
                .flatMap(body -> body.get("maxSize"))
                .ifPresent(size -> size.integer(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    private static void texts(YamlFields fields, String name) {
        once(fields.list(name, 64), text -> text.text(0, Integer.MAX_VALUE));
    }

    /** The prefix of a rule whose only match is one; what a prefix is replaced in. */
    static Optional<String> onlyPrefix(List<RouteMatch> matches) {
        if (matches.size() != 1) {
            return Optional.empty();
        }
        PathMatch path = matches.get(0).path();
        return path.type() == PathMatch.Type.PREFIX ? Optional.of(path.value()) : Optional.empty();
    }
}
