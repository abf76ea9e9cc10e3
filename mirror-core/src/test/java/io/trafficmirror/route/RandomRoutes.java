// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Routes and requests from small alphabets, so that most requests have several matches that compete. Confined to one thread. */
final class RandomRoutes {
    private static final String[] LABELS = {"a", "b", "c-1", "example", "com"};
    private static final String[] SEGMENTS = {"a", "b", "ab", "x-y", "v1", "%41", "b%20b", "A", "~u"};
    private static final String[] EXPRESSIONS = {"/a/.*", "/[ab]+", ".*v1.*", "/(a|b)/(a|b)/?", "/", ".*"};
    private static final String[] REQUEST_SEGMENTS = {
        "a",
        "b",
        "ab",
        "x-y",
        "v1",
        "%41",
        "b%20b",
        "A",
        "~u",
        "%7eu",
        "%61",
        "b%2Fb",
        "b%2fb",
        "..",
        ".",
        "%2e",
        "%2E.",
        "",
        "a;v=1",
        ";x",
        "%zz",
        "a%",
        "..;x",
        "...",
        ".;",
        "%2e%2E",
        "%2e%",
        "%3B",
        "%252e",
        "a..",
        "v1;a=b;c"
    };
    private static final String[] NAMES = {"p", "P", "q", "r-s"};
    private static final String[] VALUES = {"1", "2", "one two", "\u00e9", "a,b"};
    private static final String[] VALUE_EXPRESSIONS = {"1|2", "[a-z ]+", ".*", "(a|b|,)*"};
    private static final String[] QUERY_NAMES = {"p", "P", "q", "r-s", "%70", "other", "", "p%"};
    private static final String[] QUERY_VALUES = {
        "1", "2", "one+two", "one%20two", "%C3%A9", "a,b", "a%2cb", "", "%", "%31"
    };
    private static final String[] METHODS = {"GET", "POST", "DELETE"};

    private final SplittableRandom random;

    /** A path that several matches of a table share, so that the later lines of the precedence get their turn. */
    private PathMatch shared = PathMatch.ALL;

    RandomRoutes(long seed) {
        random = new SplittableRandom(seed);
    }

    List<Route<String>> routes() {
        List<Route<String>> routes = new ArrayList<>();
        shared = PathMatch.prefix('/' + one(SEGMENTS));
        int count = 1 + random.nextInt(4);
        for (int r = 0; r < count; r++) {
            String name = "route-" + (count - r);
            routes.add(new Route<>(name, hostnames(), rules(name)));
        }
        return routes;
    }

    private List<Hostname> hostnames() {
        Set<Hostname> names = new LinkedHashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            names.add(new Hostname((random.nextInt(2) == 0 ? "*." : "") + name(1 + random.nextInt(2))));
        }
        return List.copyOf(names);
    }

    private String name(int labels) {
        String name = one(LABELS);
        for (int i = 1; i < labels; i++) {
            name = one(LABELS) + '.' + name;
        }
        return name;
    }

    private List<RouteRule<String>> rules(String route) {
        List<RouteRule<String>> rules = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            rules.add(new RouteRule<>(several(3, this::match), route + '#' + rules.size()));
        }
        return rules;
    }

    private RouteMatch match() {
        return new RouteMatch(
                path(),
                random.nextInt(5) == 0 ? Optional.of(one(METHODS)) : Optional.empty(),
                random.nextInt(5) == 0 ? several(3, this::condition) : List.of(),
                random.nextInt(5) == 0 ? several(3, this::condition) : List.of());
    }

    private PathMatch path() {
        return switch (random.nextInt(8)) {
            case 0 -> PathMatch.ALL;
            case 1 -> PathMatch.regex(one(EXPRESSIONS));
            case 2, 3 -> PathMatch.exact(path(SEGMENTS) + (random.nextInt(4) == 0 ? "/" : ""));
            case 4, 5 -> shared;
            default -> PathMatch.prefix(path(SEGMENTS) + (random.nextInt(4) == 0 ? "/" : ""));
        };
    }

    private ValueMatch condition() {
        return random.nextInt(4) == 0
                ? ValueMatch.regex(one(NAMES), one(VALUE_EXPRESSIONS))
                : ValueMatch.exact(one(NAMES), one(VALUES));
    }

    RequestHead request() {
        String target = path(random.nextInt(4) == 0 ? REQUEST_SEGMENTS : SEGMENTS);
        if (random.nextInt(8) == 0) {
            target += '/';
        }
        if (random.nextInt(2) == 0) {
            List<String> parameters =
                    several(4, () -> one(QUERY_NAMES) + (random.nextInt(9) == 0 ? "" : '=' + one(QUERY_VALUES)));
            target += '?' + String.join("&", parameters);
        }
        if (random.nextInt(32) == 0) {
            target = one("*", "", "http://h", "https://h?p=1", "http://h:1" + target, "HTTP://[::1]" + target);
        }
        Headers.Builder headers = Headers.builder(4);
        for (int i = random.nextInt(4); i > 0; i--) {
            headers.add(one(NAMES), one(VALUES));
        }
        return new RequestHead(one(METHODS), "http", host(), target, headers.build());
    }

    private String host() {
        String host = name(1 + random.nextInt(3));
        return switch (random.nextInt(8)) {
            case 0 -> host + ":8080";
            case 1 -> host.toUpperCase(Locale.ROOT);
            case 2 -> host + '.';
            case 3 -> one("", "[::1]:80", "192.0.2.1", "." + host, host + ".:80", "-" + host);
            default -> host;
        };
    }

    private String path(String[] segments) {
        StringBuilder path = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            path.append('/').append(one(segments));
        }
        return path.toString();
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <V> List<V> several(int most, Supplier<V> next) {
        List<V> values = new ArrayList<>();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            values.add(next.get());
        }
        return values;
    }
}
