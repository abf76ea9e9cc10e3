// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/** Follows Spring Cloud's changes of the environment, where Spring Cloud is. */
@AutoConfiguration(after = MirrorAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(EnvironmentChangeEvent.class)
@ConditionalOnBooleanProperty(name = "mirror.enabled", matchIfMissing = true)
final class MirrorRefreshAutoConfiguration {
    /** For Spring. */
    MirrorRefreshAutoConfiguration() {}

    @Bean
    static MirrorRefreshListener mirrorRefreshListener(ObjectProvider<MirrorRefresh> refresh) {
        return new MirrorRefreshListener(refresh);
    }

    /**
     * Looks at the settings whatever key has changed: one of ours may have a placeholder for it, or a manifest be another. A class rather than a lambda, for Spring
     * reads the type of the event off it.
     */
    static final class MirrorRefreshListener implements ApplicationListener<EnvironmentChangeEvent> {
        private final ObjectProvider<MirrorRefresh> refresh;

        MirrorRefreshListener(ObjectProvider<MirrorRefresh> refresh) {
            this.refresh = refresh;
        }

        @Override
        public void onApplicationEvent(EnvironmentChangeEvent event) {
            refresh.ifAvailable(MirrorRefresh::run);
        }
    }
}
