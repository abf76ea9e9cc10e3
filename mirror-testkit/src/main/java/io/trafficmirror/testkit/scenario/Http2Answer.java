// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import io.trafficmirror.testkit.http.HeaderLine;
import java.util.List;

/**
 * A response over HTTP/2. Immutable.
 *
 * @param fields in the order in which they came, without {@code date}
 * @param body one char for each byte
 * @param trailers the fields behind the data
 * @param end how the stream ended: {@code ended}, or the code of its reset
 * @since 0.1.0
 */
public record Http2Answer(int status, List<HeaderLine> fields, String body, List<HeaderLine> trailers, String end) {
    public Http2Answer {
        fields = fields.stream().filter(line -> !line.name().equals("date")).toList();
        trailers = List.copyOf(trailers);
    }
}
