// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Request;
import java.util.List;

/**
 * One load on all variants that are compared under it. Immutable.
 *
 * @param id what results call it
 * @param mood the shadow's
 * @param request what is asked
 * @param pace how fast
 * @param variants in the order of the first round; NONE first
 * @param share how long it is measured, as a multiple of what others are
 */
record Scenario(String id, String mood, Request request, Pace pace, List<Variant> variants, double share) {
    static final List<String> MOODS =
            List.of("healthy", "answering", "slow", "hanging", "stalled", "down", "resetting");

    Scenario {
        variants = List.copyOf(variants);
        if (!MOODS.contains(mood)) {
            throw new IllegalArgumentException("shadow: must be one of " + MOODS + ", was " + mood);
        }
    }

    String title() {
        String body = request.bodyBytes() == 0
                ? ""
                : request.bodyBytes() >= 1 << 20
                        ? " of " + (request.bodyBytes() >> 20) + " MiB"
                        : " of " + (request.bodyBytes() >> 10) + " KiB";
        String response = request.target().startsWith(Request.EXPORTS) ? " with a response of 64 KiB" : "";
        return request.method() + body + response + ", " + pace + ", shadow " + mood;
    }
}
