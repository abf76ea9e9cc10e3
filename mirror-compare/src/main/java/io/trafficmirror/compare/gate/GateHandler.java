// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.trafficmirror.compare.report.Findings;
import io.trafficmirror.compare.report.ReportWriter;
import io.trafficmirror.compare.verdict.Outcome;
import io.trafficmirror.compare.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Answers gates, whatever server they came by. {@code /verdict}: always 200 with JSON. {@code /gate?ok=PASS,INSUFFICIENT}: 200 if the verdict is one of
 * these, else 412, with the reason as the body. {@code /report}: the evidence, to be merged with that of other replicas. Immutable, safe for concurrent
 * use.
 *
 * @since 0.1.0
 */
public final class GateHandler implements Gate {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BEARER = "Bearer ";
    private static final int FEWEST_TOKEN_CHARS = 16;

    private final LiveVerdict verdict;
    private final Optional<byte[]> token;
    private final JsonFactory factory = new JsonFactory();
    private final ReportWriter reports = new ReportWriter();

    private GateHandler(LiveVerdict verdict, Optional<byte[]> token) {
        this.verdict = verdict;
        this.token = token;
    }

    /**
     * A handler that answers who brings this token (RFC 6750).
     *
     * @throws NullPointerException if there is no token
     * @throws IllegalArgumentException if the token is shorter than 16 characters
     */
    public static GateHandler withToken(LiveVerdict verdict, String token) {
        Objects.requireNonNull(token, "token");
        if (token.length() < FEWEST_TOKEN_CHARS) {
            throw new IllegalArgumentException(
                    "token: must be " + FEWEST_TOKEN_CHARS + " characters or more, was " + token.length());
        }
        return new GateHandler(verdict, Optional.of(token.getBytes(StandardCharsets.UTF_8)));
    }

    /** A handler that answers everybody who reaches it: for a place that the application's own security guards. */
    public static GateHandler guardedElsewhere(LiveVerdict verdict) {
        return new GateHandler(verdict, Optional.empty());
    }

    @Override
    public GateResponse handle(String method, String path, String query, String authorization) {
        if (!isAllowed(authorization)) {
            return new GateResponse(401, TEXT, "a bearer token is needed\n");
        }
        if (!method.equals("GET") && !method.equals("POST") && !method.equals("HEAD")) {
            return new GateResponse(405, TEXT, "GET or POST\n");
        }
        return switch (path) {
            case "verdict" -> new GateResponse(200, JSON, json(verdict.look().verdict()));
            case "gate" -> gate(query);
            case "report" -> new GateResponse(200, JSON, report());
            default -> new GateResponse(404, TEXT, "verdict, gate or report\n");
        };
    }

    private boolean isAllowed(String authorization) {
        if (token.isEmpty()) {
            return true;
        }
        byte[] given = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        // Takes the same time wherever the two differ.
        return MessageDigest.isEqual(given, token.get());
    }

    private GateResponse gate(String query) {
        Findings findings = verdict.look();
        Optional<Set<Outcome>> accepted = accepted(query);
        if (accepted.isEmpty()) {
            return new GateResponse(412, TEXT, "ok: must be a list of PASS, FAIL, INSUFFICIENT\n");
        }
        boolean ok = accepted.get().contains(findings.verdict().outcome());
        return new GateResponse(
                ok ? 200 : 412,
                TEXT,
                findings.verdict().outcome() + ": " + findings.verdict().reason() + "\n");
    }

    /** PASS alone where nothing is said; empty if what is said is no list of outcomes. */
    private static Optional<Set<Outcome>> accepted(String query) {
        String list = Arrays.stream(query.split("&", -1))
                .filter(pair -> pair.startsWith("ok="))
                .map(pair -> pair.substring(3).replace("%2C", ",").replace("%2c", ","))
                .findFirst()
                .orElse("PASS");
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (String name : list.split(",", -1)) {
            Optional<Outcome> outcome = Arrays.stream(Outcome.values())
                    .filter(known -> known.name().equals(name.strip()))
                    .findFirst();
            if (outcome.isEmpty()) {
                return Optional.empty();
            }
            outcomes.add(outcome.get());
        }
        return Optional.of(outcomes);
    }

    private String json(Verdict now) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("verdict", now.outcome().name());
            json.writeNumberField("code", now.code());
            json.writeStringField("reason", now.reason());
            if (now.needs().isPresent()) {
                json.writeNumberField("needs", now.needs().getAsLong());
            } else {
                json.writeNullField("needs");
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private String report() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            reports.write(verdict.report(), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
