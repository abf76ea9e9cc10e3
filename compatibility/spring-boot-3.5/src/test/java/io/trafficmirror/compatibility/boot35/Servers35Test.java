// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.boot35;

import io.trafficmirror.compatibility.spring.ServerContract;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The starter on Jetty and on Undertow. */
class Servers35Test {
    @Test
    void on_jetty() throws Exception {
        ServerContract.check(OnJetty.class, "org.eclipse.jetty");
    }

    @Test
    void on_undertow() throws Exception {
        ServerContract.check(OnUndertow.class, "org.xnio");
    }

    @Configuration(proxyBeanMethods = false)
    static class OnJetty {
        @Bean
        JettyServletWebServerFactory server() {
            return new JettyServletWebServerFactory();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OnUndertow {
        @Bean
        UndertowServletWebServerFactory server() {
            return new UndertowServletWebServerFactory();
        }
    }
}
