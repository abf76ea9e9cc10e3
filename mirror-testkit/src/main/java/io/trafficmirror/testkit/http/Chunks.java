// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import java.util.List;

/**
 * The chunks of a chunked body: how many, the sizes of the first {@value #KEPT}, and the trailers. Immutable.
 *
 * @since 0.1.0
 */
public record Chunks(long count, List<Long> sizes, List<HeaderLine> trailers) {
    static final int KEPT = 10_000;
    public static final Chunks NONE = new Chunks(0, List.of(), List.of());

    public Chunks {
        sizes = List.copyOf(sizes);
        trailers = List.copyOf(trailers);
    }
}
