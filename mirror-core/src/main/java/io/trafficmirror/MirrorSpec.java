// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.copy.CopyMarks;
import io.trafficmirror.copy.CopyRules;
import io.trafficmirror.copy.CopyTransform;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.copy.internal.Composer;
import io.trafficmirror.copy.internal.CopyOf;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.Sampling;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import java.util.Objects;
import java.util.Optional;

/**
 * One mirror of a rule: which requests are copied, what of them, where to, within which bounds. Immutable.
 *
 * @param name what logs and metrics call the backend, such as {@code httpbin2}
 * @param target where the shadow listens
 * @param sampling which of the rule's requests
 * @param copy what the copy looks like
 * @param capture what is captured and when the copy leaves
 * @param limits the bounds towards the target; mirrors with equal target and limits share one queue and one breaker
 * @param ordering which copies leave one after the other; empty: as none
 * @param http2 whether the copy may travel over HTTP/2
 * @param transform what changes each copy before it leaves; not with a streamed body
 * @param role a control gets copies only of what its rule's shadow gets: its sampling is a share of those, at most all
 * @since 0.1.0
 */
public record MirrorSpec(
        String name,
        Target target,
        Sampling sampling,
        CopyRules copy,
        CaptureRules capture,
        TargetLimits limits,
        Optional<Ordering> ordering,
        boolean http2,
        Optional<CopyTransform> transform,
        Role role) {
    /** Refuses nulls, an empty name, and a control with more copies than its shadow. */
    public MirrorSpec {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("mirror name: must not be empty");
        }
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(copy, "copy");
        Objects.requireNonNull(capture, "capture");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(ordering, "ordering");
        Objects.requireNonNull(transform, "transform");
        Objects.requireNonNull(role, "role");
        if (transform.isPresent() && capture.stream()) {
            throw new IllegalArgumentException("mirror \"" + name
                    + "\": transform: can't go with stream: true; a streamed body leaves before it is complete");
        }
        if (role == Role.CONTROL && sampling.copies() != 1) {
            throw new IllegalArgumentException("control \"" + name
                    + "\": sampling.copies: must be 1, for it is one of each copy of the shadow, was "
                    + sampling.copies());
        }
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
                Optional.empty(),
                false,
                Optional.empty(),
                Role.SHADOW);
    }

    /** The same under another name. */
    public MirrorSpec withName(String other) {
        return new MirrorSpec(other, target, sampling, copy, capture, limits, ordering, http2, transform, role);
    }

    /** The same with another sampling. */
    public MirrorSpec withSampling(Sampling other) {
        return new MirrorSpec(name, target, other, copy, capture, limits, ordering, http2, transform, role);
    }

    /** The same with other rules for the copy. */
    public MirrorSpec withCopy(CopyRules other) {
        return new MirrorSpec(name, target, sampling, other, capture, limits, ordering, http2, transform, role);
    }

    /** The same with other rules for the capture. */
    public MirrorSpec withCapture(CaptureRules other) {
        return new MirrorSpec(name, target, sampling, copy, other, limits, ordering, http2, transform, role);
    }

    /** The same with other limits. */
    public MirrorSpec withLimits(TargetLimits other) {
        return new MirrorSpec(name, target, sampling, copy, capture, other, ordering, http2, transform, role);
    }

    /** The same in this order. */
    public MirrorSpec withOrdering(Ordering other) {
        return new MirrorSpec(
                name, target, sampling, copy, capture, limits, Optional.of(other), http2, transform, role);
    }

    /** The same with HTTP/2 allowed or not. */
    public MirrorSpec withHttp2(boolean other) {
        return new MirrorSpec(name, target, sampling, copy, capture, limits, ordering, other, transform, role);
    }

    /** The same, each copy of which is changed so before it leaves. */
    public MirrorSpec withTransform(CopyTransform other) {
        return new MirrorSpec(name, target, sampling, copy, capture, limits, ordering, http2, Optional.of(other), role);
    }

    /** The same as a shadow or as a control. */
    public MirrorSpec withRole(Role other) {
        return new MirrorSpec(name, target, sampling, copy, capture, limits, ordering, http2, transform, other);
    }

    /** A control of this one as shadow: captured, changed and bounded alike, and for a share of its copies. */
    MirrorSpec controlAt(Target other, Fraction share) {
        return new MirrorSpec(
                other.host(),
                other,
                Sampling.ALL.withFraction(share),
                copy,
                capture,
                limits,
                ordering,
                http2,
                transform,
                Role.CONTROL);
    }

    /**
     * What the shadow would see of this request, body aside and before any {@link #transform}. It bears the default marks, with {@code -} for
     * the id of the exchange.
     *
     * @throws IllegalArgumentException if no copy can mean the same
     */
    public ShadowRequest preview(RequestHead request) {
        return new Composer(target, copy, CopyMarks.DEFAULT).compose(CopyOf.of(request, Body.NONE, "-"));
    }
}
