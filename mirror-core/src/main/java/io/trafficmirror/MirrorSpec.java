// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.copy.CopyRules;
import io.trafficmirror.copy.Target;
import io.trafficmirror.dispatch.TargetLimits;
import io.trafficmirror.sample.Sampling;
import java.util.Objects;

/**
 * One mirror of a rule: which requests are copied, what of them, where to, within which bounds. Immutable.
 *
 * @param name what logs and metrics call the backend, such as {@code httpbin2}
 * @param target where the shadow listens
 * @param sampling which of the rule's requests
 * @param copy what the copy looks like
 * @param capture what is captured and when the copy leaves
 * @param limits the bounds towards the target; mirrors with equal target and limits share one queue and one breaker
 * @param http2 whether the copy may travel over HTTP/2
 */
public record MirrorSpec(
        String name,
        Target target,
        Sampling sampling,
        CopyRules copy,
        CaptureRules capture,
        TargetLimits limits,
        boolean http2) {
    /** Refuses nulls and an empty name. */
    public MirrorSpec {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("mirror name: must not be empty");
        }
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(copy, "copy");
        Objects.requireNonNull(capture, "capture");
        Objects.requireNonNull(limits, "limits");
    }

    /** Every request to this target, by the defaults; named after the host. */
    public static MirrorSpec to(Target target) {
        return new MirrorSpec(
                target.host(),
                target,
                Sampling.ALL,
                CopyRules.DEFAULT,
                CaptureRules.DEFAULT,
                TargetLimits.DEFAULT,
                false);
    }

    /** The same under another name. */
    public MirrorSpec withName(String other) {
        return new MirrorSpec(other, target, sampling, copy, capture, limits, http2);
    }

    /** The same with another sampling. */
    public MirrorSpec withSampling(Sampling other) {
        return new MirrorSpec(name, target, other, copy, capture, limits, http2);
    }

    /** The same with other rules for the copy. */
    public MirrorSpec withCopy(CopyRules other) {
        return new MirrorSpec(name, target, sampling, other, capture, limits, http2);
    }

    /** The same with other rules for the capture. */
    public MirrorSpec withCapture(CaptureRules other) {
        return new MirrorSpec(name, target, sampling, copy, other, limits, http2);
    }

    /** The same with other limits. */
    public MirrorSpec withLimits(TargetLimits other) {
        return new MirrorSpec(name, target, sampling, copy, capture, other, http2);
    }

    /** The same with HTTP/2 allowed or not. */
    public MirrorSpec withHttp2(boolean other) {
        return new MirrorSpec(name, target, sampling, copy, capture, limits, other);
    }
}
