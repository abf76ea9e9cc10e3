// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.metrics.MirrorMetrics;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The mirror's meters. A listener of the mirror like any other bean of that type, and bound to the registries like any other binder. */
@AutoConfiguration(before = MirrorAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBooleanProperty(name = "mirror.enabled", matchIfMissing = true)
final class MirrorMetricsAutoConfiguration {
    /** For Spring. */
    MirrorMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean({MirrorMetrics.class, TrafficMirror.class})
    static MirrorMetrics mirrorMetrics() {
        return new MirrorMetrics();
    }
}
