// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

/**
 * Chooses requests by what no share, key or cap can express: a choice of the user's own. Safe for concurrent use.
 *
 * <p>It is asked for the requests that are in by the mirror's share and key, so that a share that is overridden in an incident holds here
 * too; the ramp at the beginning and the cap per second then apply to what it lets through.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Sampler {
    /**
     * Whether the request is in. Called on the request's thread, so it must be quick, must not wait, and must read nothing of the body. If it
     * throws, the copies of this request for this mirror are dropped as an internal error, and the application notices nothing.
     *
     * @param request valid during the call only
     */
    boolean includes(SampledRequest request);
}
