// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.boot41;

import io.trafficmirror.compatibility.spring.ServerContract;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The starter on Jetty. */
class Servers41Test {
    @Test
    void on_jetty() throws Exception {
        ServerContract.check(OnJetty.class, "org.eclipse.jetty");
    }

    @Configuration(proxyBeanMethods = false)
    static class OnJetty {
        @Bean
        JettyServletWebServerFactory server() {
            return new JettyServletWebServerFactory();
        }
    }
}
