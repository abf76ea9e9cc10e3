// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a message's body ends, as its head says (RFC 9112 section 6.3). Immutable.
 *
 * @param length the promised length in bytes; 0 unless the framing is {@link Framing#LENGTH}
 * @param violations why the head's word can't be trusted; the body of such a message is not read beyond what is certain
 * @since 0.1.0
 */
public record BodyFraming(Framing kind, long length, List<String> violations) {
    public BodyFraming {
        violations = List.copyOf(violations);
    }

    public static BodyFraming ofRequest(MessageHead head) {
        return of(head, Framing.NONE);
    }

    /** {@code bodiless}: an answer to HEAD, whose length is only told. */
    static BodyFraming ofResponse(MessageHead head, int status, boolean bodiless) {
        boolean none = bodiless || status / 100 == 1 || status == 204 || status == 304;
        return none ? new BodyFraming(Framing.NONE, 0, List.of()) : of(head, Framing.UNTIL_CLOSE);
    }

    private static BodyFraming of(MessageHead head, Framing otherwise) {
        List<String> violations = new ArrayList<>();
        List<String> lengths = head.headers("Content-Length");
        List<String> codings = head.headers("Transfer-Encoding");
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                violations.add("both Content-Length and Transfer-Encoding");
            }
            if (codings.get(codings.size() - 1).toLowerCase(Locale.ROOT).endsWith("chunked")) {
                return new BodyFraming(Framing.CHUNKED, 0, violations);
            }
            violations.add("last transfer coding is not chunked: " + codings);
            return new BodyFraming(otherwise, 0, violations);
        }
        if (lengths.isEmpty()) {
            return new BodyFraming(otherwise, 0, violations);
        }
        if (lengths.stream().distinct().count() > 1) {
            violations.add("different lengths: " + lengths);
        }
        String length = lengths.get(0);
        if (!length.matches("[0-9]{1,18}")) {
            violations.add("not a length: " + length);
            return new BodyFraming(otherwise, 0, violations);
        }
        return new BodyFraming(Framing.LENGTH, Long.parseLong(length), violations);
    }
}
