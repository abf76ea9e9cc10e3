// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.RequestHead;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The rules of {@code docs/routing.md} read from top to bottom: every match of every rule of every route is looked at, and those that hold are
 * compared line by line. Shares no code with the index. Confined to one thread.
 */
final class SequentialMatcher {
    private static final List<PathMatch.Type> RANK =
            List.of(PathMatch.Type.EXACT, PathMatch.Type.REGEX, PathMatch.Type.PREFIX);

    private static final List<Precedence> LINES = List.of(
            Precedence.HOSTNAME,
            Precedence.HOSTNAME,
            Precedence.PATH_TYPE,
            Precedence.PREFIX_LENGTH,
            Precedence.METHOD,
            Precedence.HEADER_COUNT,
            Precedence.QUERY_COUNT);

    private final List<Entry> entries = new ArrayList<>();

    /** One match, with what depends on it alone worked out. */
    private record Entry(
            String route,
            int rule,
            int match,
            List<Hostname> hostnames,
            RouteMatch conditions,
            String path,
            Optional<Pattern> expression,
            Map<String, Condition> headers,
            Map<String, Condition> query) {}

    private record Condition(String value, Optional<Pattern> expression) {
        static Condition of(ValueMatch match) {
            return new Condition(
                    match.value(),
                    match.type() == ValueMatch.Type.REGEX
                            ? Optional.of(Pattern.compile(match.value()))
                            : Optional.empty());
        }

        boolean holds(String given) {
            return given != null
                    && expression.map(e -> e.matcher(given).matches()).orElse(value.equals(given));
        }
    }

    /** A match that holds, and the two numbers of the hostname line. */
    record Held(String route, int rule, int match, int exactHost, int anyHost, Precedence wonBy) {
        String id() {
            return route + '/' + rule + '/' + match;
        }
    }

    SequentialMatcher(List<? extends Route<?>> routes) {
        for (Route<?> route : routes) {
            for (int r = 0; r < route.rules().size(); r++) {
                List<RouteMatch> matches = route.rules().get(r).matches();
                for (int m = 0; m < matches.size(); m++) {
                    entries.add(entry(route, r, m, matches.get(m)));
                }
            }
        }
    }

    private static Entry entry(Route<?> route, int rule, int match, RouteMatch conditions) {
        PathMatch path = conditions.path();
        Map<String, Condition> headers = new LinkedHashMap<>();
        conditions.headers().forEach(h -> headers.putIfAbsent(h.name().toLowerCase(Locale.ROOT), Condition.of(h)));
        Map<String, Condition> query = new LinkedHashMap<>();
        conditions.query().forEach(q -> query.putIfAbsent(q.name(), Condition.of(q)));
        boolean regex = path.type() == PathMatch.Type.REGEX;
        String value = regex ? path.value() : normal(path.value());
        if (path.type() == PathMatch.Type.PREFIX && value.endsWith("/")) {
            value = value.substring(0, value.length() - 1);
        }
        Optional<Pattern> expression = regex ? Optional.of(Pattern.compile(value)) : Optional.empty();
        return new Entry(route.name(), rule, match, route.hostnames(), conditions, value, expression, headers, query);
    }

    /** The winner and the line by which it beat the runner-up; empty if nothing holds. */
    Optional<Held> find(RequestHead request, List<String> allHeld) {
        String host = host(request.host());
        String path = normal(request.path());
        Map<String, String> query = query(request.query().orElse(""));
        Entry best = null;
        int[] bestHost = {0, 0};
        Precedence last = null;
        for (Entry entry : entries) {
            int[] hostRank = hostRank(entry.hostnames, host);
            if (hostRank == null || !holds(entry, request, path, query)) {
                continue;
            }
            allHeld.add(entry.route + '/' + entry.rule + '/' + entry.match);
            if (best == null) {
                best = entry;
                bestHost = hostRank;
                continue;
            }
            Precedence beats = beats(entry, hostRank, best, bestHost);
            if (beats != null) {
                best = entry;
                bestHost = hostRank;
                last = beats;
            }
        }
        return best == null
                ? Optional.empty()
                : Optional.of(new Held(best.route, best.rule, best.match, bestHost[0], bestHost[1], last));
    }

    /** By which line the later one goes before the earlier; null if it doesn't: ties stay with the earlier. */
    private static Precedence beats(Entry later, int[] laterHost, Entry earlier, int[] earlierHost) {
        RouteMatch one = later.conditions;
        RouteMatch other = earlier.conditions;
        boolean prefixes =
                one.path().type() == PathMatch.Type.PREFIX && other.path().type() == PathMatch.Type.PREFIX;
        int methods = (one.method().isPresent() ? 1 : 0) - (other.method().isPresent() ? 1 : 0);
        int[] leads = {
            laterHost[0] - earlierHost[0],
            laterHost[1] - earlierHost[1],
            RANK.indexOf(other.path().type()) - RANK.indexOf(one.path().type()),
            prefixes ? later.path.length() - earlier.path.length() : 0,
            methods,
            later.headers.size() - earlier.headers.size(),
            later.query.size() - earlier.query.size()
        };
        for (int line = 0; line < leads.length; line++) {
            if (leads[line] != 0) {
                return leads[line] > 0 ? LINES.get(line) : null;
            }
        }
        return null;
    }

    private static boolean holds(Entry entry, RequestHead request, String path, Map<String, String> query) {
        boolean pathHolds = switch (entry.conditions.path().type()) {
            case EXACT -> entry.path.equals(path);
            case REGEX -> entry.expression.orElseThrow().matcher(path).matches();
            case PREFIX -> entry.path.isEmpty() || (path + '/').startsWith(entry.path + '/');
        };
        if (!pathHolds
                || (entry.conditions.method().isPresent()
                        && !entry.conditions.method().get().equals(request.method()))) {
            return false;
        }
        for (Map.Entry<String, Condition> header : entry.headers.entrySet()) {
            List<String> values = request.headers().all(header.getKey());
            if (!header.getValue().holds(values.isEmpty() ? null : String.join(",", values))) {
                return false;
            }
        }
        for (Map.Entry<String, Condition> parameter : entry.query.entrySet()) {
            if (!parameter.getValue().holds(query.get(parameter.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Most characters of a matching name without wildcard, then of any matching name; null if none matches. */
    private static int[] hostRank(List<Hostname> hostnames, String host) {
        int exact = 0;
        int any = 0;
        for (Hostname hostname : hostnames) {
            String pattern = hostname.pattern();
            if (pattern.equals(host)) {
                exact = Math.max(exact, pattern.length());
                any = Math.max(any, pattern.length());
            } else if (pattern.startsWith("*.")
                    && host.endsWith(pattern.substring(1))
                    && host.length() >= pattern.length()) {
                any = Math.max(any, pattern.length());
            }
        }
        return any > 0 || hostnames.isEmpty() ? new int[] {exact, any} : null;
    }

    private static String host(String host) {
        String name = host.startsWith("[") ? "" : before(':', host).toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /** Of an absolute form its path; without matrix parameters, escapes decoded where unreserved, then RFC 3986 section 5.2.4 on a stack. */
    static String normal(String given) {
        String raw = given.replaceFirst("^[A-Za-z]+://[^/]*", "");
        if (!raw.startsWith("/")) {
            return raw.isEmpty() ? "/" : raw;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = raw.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String segment = unreserved(before(';', segments[i]));
            boolean last = i == segments.length - 1;
            if (segment.equals("..") && !kept.isEmpty()) {
                kept.removeLast();
            }
            if (!segment.equals("..") && !segment.equals(".")) {
                kept.addLast(segment);
            } else if (last) {
                kept.addLast("");
            }
        }
        return '/' + String.join("/", kept);
    }

    private static String before(char mark, String text) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})");

    private static String unreserved(String segment) {
        return segment.indexOf('%') < 0
                ? segment
                : ESCAPE.matcher(segment).replaceAll(escape -> {
                    String character = String.valueOf((char) Integer.parseInt(escape.group(1), 16));
                    return character.matches("[A-Za-z0-9._~-]")
                            ? character
                            : escape.group().toUpperCase(Locale.ROOT);
                });
    }

    private static Map<String, String> query(String query) {
        Map<String, String> first = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            String[] pair = parameter.split("=", 2);
            first.putIfAbsent(decoded(pair[0]), pair.length == 1 ? "" : decoded(pair[1]));
        }
        return first;
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (ESCAPE.matcher(text).region(i, text.length()).lookingAt()) {
                octets.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                octets.write(text.charAt(i) == '+' ? ' ' : text.charAt(i));
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }
}
