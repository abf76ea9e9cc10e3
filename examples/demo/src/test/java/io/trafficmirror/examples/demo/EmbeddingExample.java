// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.servlet.MirrorFilter;
import jakarta.servlet.ServletContext;

/** The embedding example of the README, so that it is compiled and run. Stateless. */
final class EmbeddingExample {
    private EmbeddingExample() {}

    static TrafficMirror embed(ServletContext servletContext) {
        // README: begin
        TrafficMirror mirror = TrafficMirror.builder()
                .route(MirrorRoute.to("http://orders-v2:8080")
                        .pathPrefix("/orders")
                        .percent(10))
                .build();
        MirrorFilter.register(servletContext, "mirror", mirror);
        // README: end
        return mirror;
    }
}
