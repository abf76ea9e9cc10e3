// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.compare.evidence.RouteName;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is taken out of an exchange before it leaves the process. Immutable.
 *
 * <p>Of requests leave the fields that are known to be harmless, and of targets what neither is named nor looks like a secret. Of responses leave all fields
 * that neither are named nor look so, and cookies without their values. Of documents in JSON the same, at any depth. What is
 * taken out becomes {@code REDACTED-1x}, {@code REDACTED-2x} …, the same number within one exchange where it was the same, so that only whether it is equal
 * can be told. A body that is no JSON, or can't be read as such, does not leave, unless {@link #withOtherBodies} lets it: its length alone does, and whether
 * it is equal.
 *
 * @since 0.1.0
 */
public final class Redaction {
    /** What is named or looks like a secret or a person. */
    public static final Redaction DEFAULT = new Redaction(Set.of(), Set.of(), List.of(), false);

    private final Set<String> fields;
    private final Set<String> shown;
    private final List<PathPattern> paths;
    private final boolean otherBodies;

    private Redaction(Set<String> fields, Set<String> shown, List<PathPattern> paths, boolean otherBodies) {
        this.fields = Set.copyOf(fields);
        this.shown = Set.copyOf(shown);
        this.paths = List.copyOf(paths);
        this.otherBodies = otherBodies;
    }

    /** With the values of a further field, of requests and of responses; it goes before {@link #withShownField}. */
    public Redaction withField(String name) {
        return new Redaction(plus(fields, name), shown, paths, otherBodies);
    }

    /** Without the values of a field of requests, such as that of the tenant, which therefore leave. */
    public Redaction withShownField(String name) {
        return new Redaction(fields, plus(shown, name), paths, otherBodies);
    }

    /**
     * With a further place in documents, and everything below it.
     *
     * @param path such as {@code $.card.number}, {@code $.items[*].owner}, {@code $.**.iban}
     * @throws IllegalArgumentException if the path can't be read, or is none of a document
     */
    public Redaction withPath(String path) {
        PathPattern pattern = PathPattern.parse(path);
        if (!pattern.segments().get(0).equals("$")) {
            throw new IllegalArgumentException("path: must begin with $, was " + path);
        }
        List<PathPattern> more = new ArrayList<>(paths);
        more.add(pattern);
        return new Redaction(fields, shown, more, otherBodies);
    }

    /** Lets bodies that are no JSON leave as they are: nothing is taken out of them. */
    public Redaction withOtherBodies() {
        return new Redaction(fields, shown, paths, true);
    }

    private static Set<String> plus(Set<String> names, String name) {
        Set<String> more = new HashSet<>(names);
        more.add(name.toLowerCase(Locale.ROOT));
        return more;
    }

    /** The exchange without what is taken out; whole bodies of any length are among it. */
    public ObservedExchange of(ObservedExchange exchange) {
        return of(exchange, Integer.MAX_VALUE);
    }

    /**
     * The exchange without what is taken out. Its bodies are charged to no budget, and may be kept.
     *
     * @param exchange its bodies are only read
     * @param maxBodyBytes the most bytes of a body that leaves, 0 or more
     */
    public ObservedExchange of(ObservedExchange exchange, int maxBodyBytes) {
        Pseudonyms pseudonyms = new Pseudonyms();
        HeadRedaction heads = new HeadRedaction(fields, shown, pseudonyms);
        BodyRedaction bodies = new BodyRedaction(paths, otherBodies, maxBodyBytes, pseudonyms);
        List<CopyResult> copies = new ArrayList<>();
        for (CopyResult copy : exchange.copies()) {
            CopyEnd end = copy.end() instanceof CopyEnd.Answered answered
                    ? new CopyEnd.Answered(of(answered.response(), heads, bodies))
                    : copy.end();
            copies.add(new CopyResult(copy.mirror(), copy.role(), copy.number(), end, copy.afterLoss()));
        }
        return new ObservedExchange(
                exchange.id(),
                heads.of(exchange.request()),
                Optional.of(template(exchange)),
                of(exchange.primary(), heads, bodies),
                copies);
    }

    private static Response of(Response response, HeadRedaction heads, BodyRedaction bodies) {
        BodyRedaction.Redacted body = bodies.of(
                response.body(), response.head().map(ResponseHead::headers).orElse(Headers.empty()));
        return new Response(
                response.head().map(head -> heads.of(head, body.decoded())),
                response.fieldsKept(),
                body.body(),
                response.timing());
    }

    /** What the evidence is counted under, which a redacted path would not tell any more. */
    private static String template(ObservedExchange exchange) {
        String name = RouteName.of(exchange);
        String path = name.substring(exchange.request().method().length() + 1);
        return exchange.template().isPresent()
                ? path
                : Arrays.stream(path.split("/", -1)).map(HeadRedaction::plain).collect(Collectors.joining("/"));
    }
}
