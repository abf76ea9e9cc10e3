// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import io.trafficmirror.http.ResponseHead;

/**
 * One live exchange of the primary: all that an adapter talks to. No method throws, blocks, or calls back into the application.
 *
 * <p>An adapter observes the request at its entry, feeds {@link #requestBody()} with what the application reads, feeds
 * {@link #responseBody()} if {@link #wantsResponseBody()}, and ends the exchange once the primary is done with it. Whatever ends
 * it first counts; later calls have no effect. Safe for concurrent use, apart from the sinks.
 *
 * @since 0.1.0
 */
public interface Exchange {
    /** The exchange of a request that no copy is wanted of: shared, does nothing. */
    Exchange NONE = new NoExchange();

    /** Whether this is {@link #NONE}: the request needs no wrapper at all. */
    boolean isNone();

    /** Whether a copy waits for the body of the request. False for a request without one, and once the copies are given up. */
    boolean wantsRequestBody();

    /** Takes the bytes of the request's body as the application reads them. The same object at every call. */
    BodySink requestBody();

    /**
     * Whether a copy could use the body of a form that the container parsed, so that its bytes never passed; false once the body
     * was seen otherwise.
     */
    boolean wantsParsedForm();

    /** The same for multipart data. */
    boolean wantsParsedMultipart();

    /**
     * The body can be made again from what the container parsed. It is taken before this returns, if there is room for it, and its bytes
     * are made on a thread of the mirror. The copy is marked as reconstructed.
     */
    void reconstructedBody(ParsedBody parsed);

    /** Whether anybody looks at more of the primary's response than its status; without, an adapter need not read its fields. */
    boolean wantsResponse();

    /** Whether an observer asks for the body of the primary's response. */
    boolean wantsResponseBody();

    /** Takes the bytes of the response's body as the application writes them. The same object at every call. */
    BodySink responseBody();

    /**
     * A part of the response's body did not pass the sink: an error page of the container, a file that the kernel sent, writes
     * through an unwrapped response. The pair then comes without that body.
     */
    void responseBodyMissed();

    /**
     * The template of the resource that serves the request, such as {@code /orders/{id}}: a name of which an application has few. It is
     * known when the primary has found that resource, and the last one that is told before the end counts.
     */
    void template(String template);

    /** The primary has answered; the exchange is over. */
    void end(ResponseHead response);

    /** The exchange is over and the primary's status is not known: an exception passed, or the client went away. */
    void endWithoutResponse();
}
