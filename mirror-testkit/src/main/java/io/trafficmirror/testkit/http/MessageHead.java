// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of a request or response: its exact bytes, and what a lenient reader makes of them. What a strict reader would refuse
 * is listed in {@link #violations()}. Immutable.
 *
 * @since 0.1.0
 */
public final class MessageHead {
    private final byte[] raw;
    private final boolean complete;
    private final String startLine;
    private final List<HeaderLine> headers;
    private final List<String> violations;

    private MessageHead(
            byte[] raw, boolean complete, String startLine, List<HeaderLine> headers, List<String> violations) {
        this.raw = raw;
        this.complete = complete;
        this.startLine = startLine;
        this.headers = List.copyOf(headers);
        this.violations = List.copyOf(violations);
    }

    /** Reads a head out of its bytes; {@code complete} says whether the empty line at its end was seen. */
    public static MessageHead parse(byte[] raw, boolean complete) {
        List<String> violations = new ArrayList<>();
        List<String> lines = HeadLines.split(raw, violations);
        String startLine = lines.isEmpty() ? "" : lines.get(0);
        List<HeaderLine> headers =
                lines.isEmpty() ? List.of() : HeadLines.headers(lines.subList(1, lines.size()), violations);
        return new MessageHead(raw.clone(), complete, startLine, headers, violations);
    }

    /** The bytes as they arrived, the empty line at the end included. */
    public byte[] raw() {
        return raw.clone();
    }

    /** The bytes as they arrived, each as one character. */
    public String text() {
        return new String(raw, ISO_8859_1);
    }

    /** False when the connection ended inside the head. */
    public boolean complete() {
        return complete;
    }

    /** The request line or the status line, without its line end. */
    public String startLine() {
        return startLine;
    }

    /** The start line as that of a request. */
    public RequestLine requestLine() {
        return RequestLine.parse(startLine);
    }

    /** All header lines in the order in which they arrived. */
    public List<HeaderLine> headers() {
        return headers;
    }

    /** The values of all lines of this name, in order; the case of the name is ignored. */
    public List<String> headers(String name) {
        return headers.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(HeaderLine::value)
                .toList();
    }

    /** The value of the first line of this name; the case of the name is ignored. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** What RFC 9112 forbids a sender to write, and this one wrote; empty for a clean head. */
    public List<String> violations() {
        return violations;
    }

    /** Whether one of the comma-separated items of the header is this token; case is ignored. */
    public boolean lists(String name, String token) {
        String wanted = token.toLowerCase(Locale.ROOT);
        for (String value : headers(name)) {
            String padded =
                    "," + value.toLowerCase(Locale.ROOT).replace(" ", "").replace("\t", "") + ",";
            if (padded.contains("," + wanted + ",")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return complete ? startLine : startLine + " (cut inside the head)";
    }
}
