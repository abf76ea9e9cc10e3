// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample.internal;

import io.trafficmirror.sample.Sampler;

/** What sampling says of a request. */
public enum SampleDecision {
    /** It is copied. */
    IN,
    /** It is out, by its method, its share, its key or a {@link Sampler}. */
    OUT,
    /** It is in but over the cap per second: a drop. */
    RATE_CAPPED,
    /** It is in while mirroring begins with less: a drop. */
    RAMPING_UP,
    /** A fault, such as one of a {@link Sampler}, has kept it from being decided: a drop. */
    FAILED
}
