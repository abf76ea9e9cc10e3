// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.GateResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.util.MimeTypeUtils;

/**
 * What a pipeline asks, on the management port: {@code verdict}, {@code gate} (200 or 412) and {@code report} below {@code mirrorgate}. Guarded as the other
 * endpoints are, and served once it is exposed. Safe for concurrent use.
 */
@WebEndpoint(id = "mirrorgate", defaultAccess = Access.READ_ONLY)
final class MirrorGateEndpoint {
    private final GateHandler handler;

    MirrorGateEndpoint(GateHandler handler) {
        this.handler = handler;
    }

    /**
     * Answers.
     *
     * @param part {@code verdict}, {@code gate} or {@code report}
     * @param ok which outcomes pass the gate; PASS alone if left out
     */
    @ReadOperation(produces = {"application/json", "text/plain"})
    WebEndpointResponse<String> answer(@Selector String part, @org.springframework.lang.Nullable @Nullable String ok) {
        GateResponse response = handler.handle("GET", part, ok == null ? "" : "ok=" + ok, "");
        return new WebEndpointResponse<>(
                response.body(), response.status(), MimeTypeUtils.parseMimeType(response.contentType()));
    }
}
