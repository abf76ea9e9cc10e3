// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.http.MessageHead;
import io.trafficmirror.testkit.http.RecordedBody;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as it arrived at a {@link RecordingShadow}. Immutable.
 *
 * @param order its place among all requests recorded by the shadow, from 1, in the order in which they were completely read or given up
 * @param connection the number of its connection, from 1, in the order of accepting
 * @param head its head, byte for byte
 * @param body what was read of its body
 * @since 0.1.0
 */
public record RecordedRequest(long order, int connection, MessageHead head, RecordedBody body) {
    public String method() {
        return head.requestLine().method();
    }

    /** The raw request target, nothing decoded. */
    public String target() {
        return head.requestLine().target();
    }

    /** All header lines in the order in which they arrived. */
    public List<HeaderLine> headers() {
        return head.headers();
    }

    /** The values of all lines of this name, in order; the case of the name is ignored. */
    public List<String> headers(String name) {
        return head.headers(name);
    }

    /** The value of the first line of this name; the case of the name is ignored. */
    public Optional<String> header(String name) {
        return head.header(name);
    }

    /** Whether head and body were seen to their promised end. */
    public boolean complete() {
        return head.complete() && body.complete();
    }

    /** What RFC 9112 forbids a sender to write, and this one wrote; empty for a clean request. */
    public List<String> violations() {
        return Stream.concat(head.violations().stream(), body.violations().stream())
                .toList();
    }

    @Override
    public String toString() {
        return "#" + order + " on connection " + connection + ": " + head + ", " + body;
    }
}
