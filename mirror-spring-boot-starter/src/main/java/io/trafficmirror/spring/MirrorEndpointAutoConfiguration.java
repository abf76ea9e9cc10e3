// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.LiveVerdict;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The management endpoints {@code mirror} and {@code mirrorgate}, where Actuator is. There is no health indicator: a shadow in trouble must not take the primary out of service. */
@AutoConfiguration(after = {MirrorAutoConfiguration.class, MirrorComparisonAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
final class MirrorEndpointAutoConfiguration {
    /** For Spring. */
    MirrorEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(endpoint = MirrorEndpoint.class)
    @ConditionalOnBean(MirrorReport.class)
    static MirrorEndpoint mirrorEndpoint(
            MirrorReport report, ObjectProvider<TrafficMirror> mirrors, ObjectProvider<ExperimentView> experiments) {
        return new MirrorEndpoint(report, mirrors, experiments);
    }

    /** Where mirror-compare is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(LiveVerdict.class)
    static class Gate {
        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint(endpoint = MirrorGateEndpoint.class)
        static @Nullable MirrorGateEndpoint mirrorGateEndpoint(ObjectProvider<LiveVerdict> verdicts) {
            LiveVerdict verdict = verdicts.getIfUnique();
            return verdict == null ? null : new MirrorGateEndpoint(GateHandler.guardedElsewhere(verdict));
        }
    }
}
