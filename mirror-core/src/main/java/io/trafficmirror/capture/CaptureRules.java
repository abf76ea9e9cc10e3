// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.util.Objects;

/**
 * What is captured for one mirror, and when its copy leaves. Immutable.
 *
 * @param maxBodyBytes the largest body that is copied, 0..2147483647 bytes; a larger one drops the copy
 * @param stream true: bodies of any length travel while the application reads them; {@code maxBodyBytes} does not apply
 * @param streamBufferBytes how far the shadow may lag behind a streamed body before it loses its copy, 4096 bytes or more
 * @param when when the copy leaves
 * @param statuses the primary's statuses for which a copy leaves; only with {@link When#AFTER_RESPONSE}
 * @param forms what becomes of an url-encoded form that the container parsed, so that its bytes were never seen
 * @param multipart what becomes of multipart data that the container parsed
 * @param body whether the request's body travels at all
 * @since 0.1.0
 */
public record CaptureRules(
        int maxBodyBytes,
        boolean stream,
        int streamBufferBytes,
        When when,
        StatusCondition statuses,
        Parsed forms,
        Parsed multipart,
        RequestBody body) {
    /** Whether the request's body travels. */
    public enum RequestBody {
        /** It does. */
        COPY,
        /** It does not: nothing of it is captured, and the copy has the head alone. */
        NONE
    }

    /** When a copy leaves. */
    public enum When {
        /** As soon as the request is complete, beside the primary. */
        REQUEST_COMPLETE,
        /** After the primary has answered. */
        AFTER_RESPONSE
    }

    /** What becomes of a body that the container parsed. */
    public enum Parsed {
        /** It is rebuilt from what was parsed and marked as reconstructed. */
        REBUILD,
        /** The copy is dropped. */
        DROP
    }

    /** Bodies up to 1 MiB, no stream, at request completion; forms rebuilt, multipart dropped. */
    public static final CaptureRules DEFAULT = new CaptureRules(
            1 << 20,
            false,
            32 << 20,
            When.REQUEST_COMPLETE,
            StatusCondition.ANY,
            Parsed.REBUILD,
            Parsed.DROP,
            RequestBody.COPY);

    /** Checks ranges and combinations. */
    public CaptureRules {
        if (maxBodyBytes < 0) {
            throw new IllegalArgumentException("maxBodyBytes: must be 0 or more, was " + maxBodyBytes);
        }
        if (streamBufferBytes < 4096) {
            throw new IllegalArgumentException("streamBufferBytes: must be 4096 or more, was " + streamBufferBytes);
        }
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(statuses, "statuses");
        Objects.requireNonNull(forms, "forms");
        Objects.requireNonNull(multipart, "multipart");
        Objects.requireNonNull(body, "body");
        if (stream && when == When.AFTER_RESPONSE) {
            throw new IllegalArgumentException(
                    "stream: true can't go with when: afterResponse; a streamed copy leaves while the request is read");
        }
        if (stream && body == RequestBody.NONE) {
            throw new IllegalArgumentException("stream: true can't go with body: none; there is nothing to stream");
        }
        if (!statuses.equals(StatusCondition.ANY) && when != When.AFTER_RESPONSE) {
            throw new IllegalArgumentException(
                    "statuses: " + statuses.from() + ".." + statuses.to() + " needs when: afterResponse");
        }
    }

    /** The same with this body cap. */
    public CaptureRules withMaxBodyBytes(int other) {
        return new CaptureRules(other, stream, streamBufferBytes, when, statuses, forms, multipart, body);
    }

    /** The same, streaming through a buffer of so many bytes. */
    public CaptureRules withStream(int bufferBytes) {
        return new CaptureRules(maxBodyBytes, true, bufferBytes, when, statuses, forms, multipart, body);
    }

    /** The same, leaving after a primary's response with such a status. */
    public CaptureRules afterResponse(StatusCondition accepted) {
        return new CaptureRules(
                maxBodyBytes, stream, streamBufferBytes, When.AFTER_RESPONSE, accepted, forms, multipart, body);
    }

    /** The same with these ways for bodies that the container parsed. */
    public CaptureRules withParsed(Parsed formsAs, Parsed multipartAs) {
        return new CaptureRules(maxBodyBytes, stream, streamBufferBytes, when, statuses, formsAs, multipartAs, body);
    }

    /** The same with heads alone. */
    public CaptureRules withoutBody() {
        return new CaptureRules(
                maxBodyBytes, stream, streamBufferBytes, when, statuses, forms, multipart, RequestBody.NONE);
    }
}
