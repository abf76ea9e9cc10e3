// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/**
 * One logfmt line per request, after its answer, for which the application does nothing: {@code uri} is the raw target,
 * {@code size_bytes} counts the answer's body, {@code duration_ms} runs from the end of the request's headers. Safe for
 * concurrent use if the consumer is.
 */
final class AccessLog implements RequestLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSS", Locale.ROOT);

    private final Clock clock;
    private final Consumer<String> lines;

    /** The times written are those of the clock, in its zone. */
    AccessLog(Clock clock, Consumer<String> lines) {
        this.clock = clock;
        this.lines = lines;
    }

    @Override
    public void log(Request request, Response response) {
        double millis = (System.nanoTime() - request.getHeadersNanoTime()) / 1e6;
        String userAgent = Optional.ofNullable(request.getHeaders().get(HttpHeader.USER_AGENT))
                .orElse("");
        lines.accept(new Logfmt()
                .quoted("time", TIME.format(LocalDateTime.now(clock)))
                .bare("status", response.getStatus())
                .quoted("method", request.getMethod())
                .quoted("uri", request.getHttpURI().getPathQuery())
                .bare("size_bytes", Response.getContentBytesWritten(response))
                .bare("duration_ms", String.format(Locale.ROOT, "%.2f", millis))
                .quoted("user_agent", userAgent)
                .bare("client_ip", Request.getRemoteAddr(request))
                .toString());
    }
}
