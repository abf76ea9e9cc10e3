// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.jspecify.annotations.Nullable;

/** CXF's exchange, which the messages of a request and of its response share. Stateless. */
final class CxfRequests implements Requests {
    @Override
    public @Nullable Object own(ContainerRequestContext request) {
        return responding();
    }

    @Override
    public @Nullable Object responding() {
        Message message = PhaseInterceptorChain.getCurrentMessage();
        return message == null ? null : message.getExchange();
    }
}
