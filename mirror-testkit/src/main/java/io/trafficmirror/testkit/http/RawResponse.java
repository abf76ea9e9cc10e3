// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import java.util.List;
import java.util.Optional;

/**
 * A response as it came over the wire. Immutable.
 *
 * @param interims the heads of the 1xx answers before it, in order
 * @param head its head, byte for byte
 * @param body its body, with framing, chunk sizes and trailers; always kept
 * @param reusable whether, by its own word and framing, the connection can carry another request (RFC 9112 section 9.3)
 * @since 0.1.0
 */
public record RawResponse(List<MessageHead> interims, MessageHead head, RecordedBody body, boolean reusable) {
    public RawResponse {
        interims = List.copyOf(interims);
    }

    /** The status line without its line end. */
    public String statusLine() {
        return head.startLine();
    }

    /** The status code, or -1 when the status line has none. */
    public int status() {
        return status(head);
    }

    /** All header lines in the order in which they arrived. */
    public List<HeaderLine> headers() {
        return head.headers();
    }

    /** The value of the first line of this name; the case of the name is ignored. */
    public Optional<String> header(String name) {
        return head.header(name);
    }

    static int status(MessageHead head) {
        String line = head.startLine();
        return line.matches("HTTP/1\\.[01] [0-9]{3}( .*)?") ? Integer.parseInt(line.substring(9, 12)) : -1;
    }
}
