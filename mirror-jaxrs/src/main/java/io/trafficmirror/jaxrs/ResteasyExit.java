// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.adapter.Tap;
import io.trafficmirror.adapter.TappedOutput;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.io.OutputStream;
import org.jboss.resteasy.plugins.server.servlet.HttpServletInputMessage;
import org.jboss.resteasy.spi.AsyncOutputStream;
import org.jboss.resteasy.spi.HttpRequest;

/**
 * The {@link Exit} of RESTEasy, which lays the tee over the response as well: where RESTEasy runs on a server's own threads, the mere
 * presence of an interceptor would forbid writers that block. There, responses are not observed. Safe for concurrent use.
 *
 * @param entry whose exchanges these are
 * @param exchanges where they are found
 * @param template names the resource
 */
@ConstrainedTo(RuntimeType.SERVER)
record ResteasyExit(MirrorEntry entry, Exchanges exchanges, ResteasyTemplate template)
        implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        RestExchange live = null;
        try {
            live = exchanges.of(request);
            if (live == null) {
                return;
            }
            live.matched(template.of(request));
            if (live.answered(response)) {
                live.end();
                return;
            }
            HttpRequest http = ResteasyPlatform.http(request).orElse(null);
            if (!(http instanceof HttpServletInputMessage)) {
                live.lost(); // nobody would tell when it is written
                if (!live.isReading()) {
                    live.end(); // who cleans up after an asynchronous request may have been there already
                }
                return;
            }
            lay(live, response);
            ResteasyPlatform.endWithAsyncResponse(http, live);
        } catch (Throwable t) {
            entry.fault(t);
            if (live != null) {
                live.end();
            }
        }
    }

    private static void lay(RestExchange live, ContainerResponseContext response) {
        Tap tap = live.responseBody();
        OutputStream out = tap == null ? null : response.getEntityStream();
        if (tap == null || out == null) {
            return;
        }
        if (out instanceof TappedOutput || out instanceof ResteasyOutput) { // for a response that could not be written
            if (tap.passed() > 0) {
                live.lost();
            }
            return;
        }
        if (out instanceof AsyncOutputStream async) {
            ResteasyOutput tee = new ResteasyOutput(async, tap);
            live.writing(tee::isIdle);
            response.setEntityStream(tee);
        } else {
            response.setEntityStream(new TappedOutput(out, tap));
        }
    }
}
