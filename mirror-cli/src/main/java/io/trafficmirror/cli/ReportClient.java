// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Fetches reports. Follows no redirect, which could carry the token elsewhere. Safe for concurrent use. */
final class ReportClient {
    private static final int FIRST_SERVER_ERROR = 500;

    /** What a judge says that has no report yet, or that has to be told of which candidate; the reason is its body. */
    private static final int NOT_YET = 412;

    private static final int LONGEST_REASON = 140;

    private final HttpClient client;
    private final Duration timeout;
    private final Optional<String> token;

    /**
     * A client.
     *
     * @param timeout for the whole of an exchange, body and all
     * @param token what a gate asks for (RFC 6750); goes into the Authorization field and nowhere else
     */
    ReportClient(Duration timeout, Optional<String> token) {
        this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
        this.timeout = timeout;
        this.token = token;
    }

    /**
     * The body of a response with status 200.
     *
     * @param url without user information
     * @throws UnreadableException saying why there is none, and whether there may be one later
     */
    byte[] fetch(URI url) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(timeout).header("Accept", "application/json");
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        // The timeout of a request ends with the head of the response; this one is for all of it.
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request.build(), head -> new LimitedBody(LimitedBody.MOST_BYTES));
        try {
            return body(url, exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw UnreadableException.yet(place(url), "no response within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw UnreadableException.yet(place(url), said(cause), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnreadableException.yet(place(url), "interrupted", e);
        } finally {
            exchange.cancel(true);
        }
    }

    private static String said(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "can't be connected to";
        }
        String said = cause.getMessage();
        return said == null ? cause.getClass().getSimpleName() : said;
    }

    private static byte[] body(URI url, HttpResponse<byte[]> response) throws UnreadableException {
        int status = response.statusCode();
        if (status == 200) {
            return response.body();
        }
        String why = "must be answered with status 200, was " + status
                + (status == 401 || status == 403 ? ": see --token" : "")
                + (status == NOT_YET ? ": " + firstLine(response.body()) : "");
        throw status >= FIRST_SERVER_ERROR || status == NOT_YET
                ? UnreadableException.yet(place(url), why, null)
                : UnreadableException.forGood(place(url), why, null);
    }

    private static String firstLine(byte[] text) {
        String line = new String(text, UTF_8).lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "");
        return line.substring(0, Math.min(LONGEST_REASON, line.length()));
    }

    /** A URL as it may be printed: a query can hold a secret. */
    static String place(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }
}
