// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnNotWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Says why nothing is mirrored where no servlet is. */
@AutoConfiguration(after = MirrorAutoConfiguration.class)
final class MirrorElsewhereAutoConfiguration {
    /** For Spring. */
    MirrorElsewhereAutoConfiguration() {}

    private static SmartInitializingSingleton saying(String reason) {
        return () -> LoggerFactory.getLogger("io.trafficmirror.TrafficMirror").info("Mirroring nothing: {}", reason);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnNotWebApplication
    static class NoWeb {
        @Bean
        SmartInitializingSingleton mirrorWithoutWeb() {
            return saying("this is no web application");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class Reactive {
        @Bean
        SmartInitializingSingleton mirrorOfReactive() {
            return saying("this is a reactive (WebFlux) application, and the starter is for servlets");
        }
    }
}
