// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.List;
import java.util.Objects;

/**
 * What evidence keeps of a request. Immutable.
 *
 * @param exchange a hash of the exchange's id
 * @param content a hash of what is asked for: method and target
 * @param attributes as {@code name=value}
 */
public record Request(long exchange, long content, List<String> attributes) {
    /** Copies the list. */
    public Request {
        attributes = List.copyOf(Objects.requireNonNull(attributes, "attributes"));
    }
}
