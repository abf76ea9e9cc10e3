// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.boot40;

import io.trafficmirror.compatibility.spring.CountedSessions;
import io.trafficmirror.compatibility.spring.SpringMirrorContract;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SpringBoot40Test extends SpringMirrorContract {
    @Override
    protected Class<?> numberedSessions() {
        return Numbered.class;
    }

    @Configuration(proxyBeanMethods = false)
    static class Numbered {
        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> sessions() {
            return tomcat -> tomcat.addContextCustomizers(context -> context.setManager(new CountedSessions()));
        }
    }
}
