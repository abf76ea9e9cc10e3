// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.CopyTracer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** A span for each copy, where Micrometer Tracing and a bridge to a tracer are. */
@AutoConfiguration(before = MirrorAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Tracer.class)
@ConditionalOnBooleanProperty(name = "mirror.enabled", matchIfMissing = true)
@ConditionalOnBooleanProperty(name = "mirror.tracing.span", matchIfMissing = true)
final class MirrorTracingAutoConfiguration {
    /** For Spring. */
    MirrorTracingAutoConfiguration() {}

    /** Null, which is none to Spring, where nothing traces. */
    @Bean
    @ConditionalOnMissingBean({CopyTracer.class, TrafficMirror.class})
    static @Nullable CopyTracer mirrorCopyTracer(
            ObjectProvider<Tracer> tracers, ObjectProvider<Propagator> propagators) {
        Tracer tracer = tracers.getIfUnique();
        Propagator propagator = propagators.getIfUnique();
        return tracer == null || propagator == null || tracer.equals(Tracer.NOOP)
                ? null
                : new MicrometerCopyTracer(tracer, propagator);
    }
}
