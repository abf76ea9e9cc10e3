// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.InterceptorContext;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.spi.AsyncOutputStream;
import org.jboss.resteasy.spi.AsyncWriterInterceptor;
import org.jboss.resteasy.spi.AsyncWriterInterceptorContext;
import org.jspecify.annotations.Nullable;

/**
 * The {@link ResponseTap} for RESTEasy, which writes without blocking only if all interceptors can. Safe for concurrent use.
 *
 * @param gate whose exchanges these are
 */
@ConstrainedTo(RuntimeType.SERVER)
record ResteasyTap(Gate gate) implements AsyncWriterInterceptor {
    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        LiveExchange live = find(context);
        boolean normally = false;
        try {
            lay(live, context);
            context.proceed();
            normally = true;
        } finally {
            after(live, normally);
        }
    }

    @Override
    public CompletionStage<Void> asyncAroundWriteTo(AsyncWriterInterceptorContext context) {
        LiveExchange live = find(context);
        if (live == null) {
            return context.asyncProceed();
        }
        CompletionStage<Void> writing;
        try {
            lay(live, context);
            writing = context.asyncProceed();
        } catch (Throwable t) {
            after(live, false);
            throw t;
        }
        return writing.whenComplete((nothing, thrown) -> after(live, thrown == null));
    }

    private @Nullable LiveExchange find(InterceptorContext context) {
        try {
            return Mark.find(context.getProperty(Mark.NAME), gate.mirror());
        } catch (Throwable t) {
            gate.fault(t);
            return null;
        }
    }

    private void lay(@Nullable LiveExchange live, WriterInterceptorContext context) {
        try {
            Tap tap = live == null ? null : live.responseBody();
            OutputStream out = tap == null ? null : context.getOutputStream();
            if (tap == null || out == null) {
                return;
            }
            context.setOutputStream(
                    out instanceof AsyncOutputStream async ? new ResteasyOutput(async, tap) : new TeeOutput(out, tap));
        } catch (Throwable t) {
            gate.fault(t);
        }
    }

    private void lay(LiveExchange live, AsyncWriterInterceptorContext context) {
        try {
            Tap tap = live.responseBody();
            if (tap != null) {
                context.setAsyncOutputStream(new ResteasyOutput(context.getAsyncOutputStream(), tap));
            }
        } catch (Throwable t) {
            gate.fault(t);
        }
    }

    private static void after(@Nullable LiveExchange live, boolean normally) {
        if (live == null) {
            return;
        }
        if (normally) {
            live.written();
        } else {
            live.lost();
        }
        live.end();
    }
}
