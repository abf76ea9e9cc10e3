// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The application. All it serves, it serves below {@code /before} and below {@code /after}: see {@link MirrorPlace}. */
@SpringBootApplication(proxyBeanMethods = false)
public class Shop implements WebMvcConfigurer {
    /** For Spring. */
    public Shop() {}

    /** The threads on which answers are made that take their time. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService workers() {
        return Executors.newCachedThreadPool();
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/before/files/**", "/after/files/**").addResourceLocations("classpath:/static/");
    }
}
