// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.internal.PathForm;
import io.trafficmirror.http.internal.QueryText;
import io.trafficmirror.route.MatchOutcome.Condition;
import io.trafficmirror.route.MatchOutcome.Failed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every candidate of a table for one request, without the index. Confined to one thread.
 *
 * @param <T> the action's type
 */
final class Explainer<T> {
    private final List<Candidate<T>> candidates;
    private final String host;
    private final String path;

    Explainer(List<Candidate<T>> candidates, String host, String path) {
        this.candidates = candidates;
        this.host = host.substring(0, HostText.end(host));
        this.path = PathForm.normal(path);
    }

    /** A candidate that held, with the hostname by which it did. */
    private record Held<T>(Candidate<T> candidate, Optional<Hostname> hostname) {}

    <R> List<Consideration<T>> explain(R request, HeadReader<R> reader) {
        List<Held<T>> held = new ArrayList<>();
        List<Consideration<T>> failed = new ArrayList<>();
        for (Candidate<T> candidate : candidates) {
            Optional<Hostname> hostname = candidate.hit.route().hostnames().stream()
                    .filter(this::matchesHost)
                    .min(hostnameOrder());
            Failed why = failure(candidate, hostname, request, reader);
            if (why == null) {
                held.add(new Held<>(candidate, hostname));
            } else {
                failed.add(new Consideration<>(candidate.hit, hostname, why));
            }
        }
        held.sort((a, b) -> {
            for (Precedence line : Precedence.values()) {
                int order = compare(line, a, b);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        });
        List<Consideration<T>> all = new ArrayList<>();
        for (int i = 0; i < held.size(); i++) {
            Held<T> one = held.get(i);
            MatchOutcome verdict = i == 0 ? new MatchOutcome.Won() : new MatchOutcome.Lost(line(held.get(0), one));
            all.add(new Consideration<>(one.candidate.hit, one.hostname, verdict));
        }
        all.addAll(failed);
        return List.copyOf(all);
    }

    private static <T> Precedence line(Held<T> winner, Held<T> loser) {
        for (Precedence line : Precedence.values()) {
            if (compare(line, winner, loser) != 0) {
                return line;
            }
        }
        return Precedence.MATCH_ORDER;
    }

    /** Negative if {@code a} goes before {@code b} by this line. */
    private static <T> int compare(Precedence line, Held<T> a, Held<T> b) {
        RouteMatch one = a.candidate.match;
        RouteMatch other = b.candidate.match;
        return switch (line) {
            case HOSTNAME -> Integer.compare(hostnameRank(b.hostname), hostnameRank(a.hostname));
            case PATH_TYPE -> Integer.compare(rank(one.path()), rank(other.path()));
            case PREFIX_LENGTH -> Integer.compare(length(other.path()), length(one.path()));
            case METHOD ->
                Boolean.compare(one.method().isEmpty(), other.method().isEmpty());
            case HEADER_COUNT ->
                Integer.compare(headers(other).size(), headers(one).size());
            case QUERY_COUNT -> Integer.compare(query(other).size(), query(one).size());
            case ROUTE_ORDER ->
                a.candidate.hit.route().name().equals(b.candidate.hit.route().name())
                        ? 0
                        : Integer.compare(a.candidate.order, b.candidate.order);
            case RULE_ORDER -> Integer.compare(a.candidate.hit.rule(), b.candidate.hit.rule());
            case MATCH_ORDER -> Integer.compare(a.candidate.order, b.candidate.order);
        };
    }

    private static Comparator<Hostname> hostnameOrder() {
        return Comparator.<Hostname>comparingInt(h -> hostnameRank(Optional.of(h)))
                .reversed()
                .thenComparing(Hostname::pattern);
    }

    private static int hostnameRank(Optional<Hostname> hostname) {
        return hostname.map(h -> h.isWildcard() ? h.pattern().length() : RouteLimits.HOSTNAME_LENGTH + 1)
                .orElse(0);
    }

    private static int rank(PathMatch path) {
        return switch (path.type()) {
            case EXACT -> 0;
            case REGEX -> 1;
            case PREFIX -> 2;
        };
    }

    private static int length(PathMatch path) {
        return path.type() == PathMatch.Type.PREFIX
                ? PathForm.prefix(path.value()).length()
                : 0;
    }

    private static List<ValueMatch> headers(RouteMatch match) {
        return ValueTest.effectiveHeaders(match.headers());
    }

    private static List<ValueMatch> query(RouteMatch match) {
        return ValueTest.effectiveQuery(match.query());
    }

    private <R> @Nullable Failed failure(
            Candidate<T> candidate, Optional<Hostname> hostname, R request, HeadReader<R> reader) {
        List<Hostname> hostnames = candidate.hit.route().hostnames();
        if (!hostnames.isEmpty() && hostname.isEmpty()) {
            List<String> patterns = hostnames.stream().map(Hostname::pattern).toList();
            return new Failed(Condition.HOSTNAME, "host " + quoted(host) + " is none of " + patterns);
        }
        RouteMatch match = candidate.match;
        if (!matchesPath(match.path())) {
            String type = match.path().type().name().toLowerCase(Locale.ROOT);
            return new Failed(
                    Condition.PATH,
                    "path " + quoted(path) + " is not " + type + ' '
                            + quoted(match.path().value()) + uncompared(path, longest(match.path())));
        }
        if (match.method().isPresent() && !match.method().get().equals(reader.method(request))) {
            return new Failed(
                    Condition.METHOD,
                    "method is " + quoted(reader.method(request)) + ", not "
                            + quoted(match.method().get()));
        }
        for (ValueMatch header : headers(match)) {
            String value = reader.header(request, header.name());
            ValueTest test = new ValueTest(header, new LongAdder());
            if (!test.holds(value)) {
                return new Failed(Condition.HEADER, "header " + difference(header, value, test));
            }
        }
        for (ValueMatch parameter : query(match)) {
            String value = firstValue(reader.query(request), parameter.name());
            ValueTest test = new ValueTest(parameter, new LongAdder());
            if (!test.holds(value)) {
                return new Failed(Condition.QUERY, "query parameter " + difference(parameter, value, test));
            }
        }
        return null;
    }

    private boolean matchesHost(Hostname hostname) {
        String suffix = hostname.suffix();
        if (!hostname.isWildcard()) {
            return HostText.equal(host, 0, host.length(), suffix);
        }
        int start = host.length() - suffix.length();
        return start > 1 && host.charAt(start - 1) == '.' && HostText.equal(host, start, host.length(), suffix);
    }

    private boolean matchesPath(PathMatch match) {
        return switch (match.type()) {
            case EXACT -> path.equals(PathForm.normal(match.value()));
            case REGEX -> new Expression(match.value(), new LongAdder()).matches(path);
            case PREFIX -> {
                String prefix = PathForm.prefix(match.value());
                yield prefix.isEmpty() || path.equals(prefix) || path.startsWith(prefix + '/');
            }
        };
    }

    private static @Nullable String firstValue(@Nullable String query, String name) {
        for (int start = 0; query != null && start < query.length(); ) {
            int end = QueryText.parameterEnd(query, start);
            int nameEnd = QueryText.nameEnd(query, start, end);
            if (QueryText.equal(query, start, nameEnd, QueryText.octets(name))) {
                return QueryText.decoded(query, Math.min(nameEnd + 1, end), end);
            }
            start = end + 1;
        }
        return null;
    }

    private static String difference(ValueMatch match, @Nullable String value, ValueTest test) {
        String asked = match.type() == ValueMatch.Type.EXACT ? "" : "one that matches ";
        return quoted(match.name()) + " must be " + asked + quoted(match.value())
                + (value == null ? ", is absent" : ", was " + quoted(value) + uncompared(value, test.longest()));
    }

    private static int longest(PathMatch match) {
        return match.type() == PathMatch.Type.REGEX
                ? new Expression(match.value(), new LongAdder()).longest()
                : Integer.MAX_VALUE;
    }

    private static String uncompared(String value, int longest) {
        return value.length() <= longest
                ? ""
                : ": not compared, since " + value.length() + " characters are more than the " + longest
                        + " that this expression may look at";
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
