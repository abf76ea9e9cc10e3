// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

import java.util.Optional;

/**
 * The head of a live request, as a {@link Sampler} may read it. Confined to the request's thread, and valid during one call.
 *
 * @since 0.1.0
 */
public interface SampledRequest {
    /** The method, case as received. */
    String method();

    /** {@code Host} or {@code :authority} as received, port included; empty if there was none. */
    String host();

    /** The path exactly as received, without the query. */
    String path();

    /** The query exactly as received, without the question mark. */
    Optional<String> query();

    /**
     * All values of the named field, joined as {@link io.trafficmirror.http.HeadReader#delimiter} says.
     *
     * @param name in any case
     */
    Optional<String> header(String name);

    /** What the application has tied to the request under this name, where the server knows such a thing. */
    Optional<String> attribute(String name);
}
