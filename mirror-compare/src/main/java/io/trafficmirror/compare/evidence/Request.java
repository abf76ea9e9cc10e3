// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What evidence keeps of a request. Immutable.
 *
 * @param exchange a hash of the exchange's id
 * @param content a hash of what is asked for: method and target
 * @param attributes as {@code name=value}
 * @param line writes the request as a line of {@code curl}; asked only where it becomes an example
 * @since 0.1.0
 */
public record Request(long exchange, long content, List<String> attributes, Supplier<String> line) {
    /** Copies the list. */
    public Request {
        Objects.requireNonNull(line, "line");
        attributes = List.copyOf(Objects.requireNonNull(attributes, "attributes"));
    }
}
