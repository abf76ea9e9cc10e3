// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the console answers. Immutable.
 *
 * @since 0.1.0
 */
public final class ConsoleResponse {
    /** What every answer carries: no script, style or connection but the page's own, no frame around it, no guess at its type. */
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'; trusted-types lit-html; require-trusted-types-for 'script'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin");

    private final int status;
    private final Map<String, String> fields;
    private final byte[] body;

    private ConsoleResponse(int status, Map<String, String> fields, byte[] body) {
        this.status = status;
        this.fields = fields;
        this.body = body;
    }

    static ConsoleResponse of(int status, String contentType, byte[] body) {
        return new ConsoleResponse(status, ALWAYS, body)
                .with("Content-Type", contentType)
                .with("Cache-Control", "no-store");
    }

    static ConsoleResponse text(int status, String line) {
        return of(status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Without a body, to be said of a body that the client has, or of one that lies elsewhere. */
    static ConsoleResponse empty(int status) {
        return new ConsoleResponse(status, ALWAYS, new byte[0]).with("Cache-Control", "no-store");
    }

    ConsoleResponse with(String name, String value) {
        Map<String, String> more = new TreeMap<>(fields);
        more.put(name, value);
        return new ConsoleResponse(status, more, body);
    }

    ConsoleResponse withoutBody() {
        return new ConsoleResponse(status, fields, new byte[0]);
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** The fields; the length of the body is not among them. */
    public Map<String, String> fields() {
        return Map.copyOf(fields);
    }

    /** The length of the body in bytes. */
    public int length() {
        return body.length;
    }

    /** Writes the body; the stream is neither flushed nor closed. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(body);
    }
}
