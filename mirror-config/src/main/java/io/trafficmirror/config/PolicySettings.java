// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.MirrorSpec;
import io.trafficmirror.sample.Ordering;
import java.util.Optional;

/**
 * What a policy sets; everything else stays as it was. Immutable.
 *
 * @param sampling beside the share, which is the manifest's
 * @param copy beside the edits, which are the manifest's
 * @param capture all of it
 * @param limits all of them, with the breaker
 * @param ordering which copies leave one after the other
 * @param http2 whether copies may travel over HTTP/2
 */
record PolicySettings(
        SamplingSettings sampling,
        CopySettings copy,
        CaptureSettings capture,
        LimitSettings limits,
        Optional<Ordering> ordering,
        Optional<Boolean> http2) {
    static PolicySettings read(YamlFields spec) {
        return new PolicySettings(
                SamplingSettings.read(spec),
                CopySettings.read(spec),
                CaptureSettings.read(spec),
                LimitSettings.read(spec),
                OrderingSettings.read(spec),
                spec.read("http2", YamlValue::flag));
    }

    /**
     * The mirror with these settings.
     *
     * @throws IllegalArgumentException if they don't go together
     */
    MirrorSpec applyTo(MirrorSpec mirror) {
        MirrorSpec settled = mirror.withSampling(sampling.applyTo(mirror.sampling()))
                .withCopy(copy.applyTo(mirror.copy()))
                .withCapture(capture.applyTo(mirror.capture()))
                .withLimits(limits.applyTo(mirror.limits()))
                .withHttp2(http2.orElse(mirror.http2()));
        return ordering.map(settled::withOrdering).orElse(settled);
    }
}
