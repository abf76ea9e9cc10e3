// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.adapter.Tap;
import io.trafficmirror.adapter.TappedOutput;
import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands around all other interceptors, so that it sees what they made of the entity, and when it is written. Lays a tee only
 * where the response is wanted. Safe for concurrent use.
 *
 * @param entry whose exchanges these are
 * @param exchanges where they are found
 * @param ends whether an exchange ends when its entity is written: nobody else tells
 */
@ConstrainedTo(RuntimeType.SERVER)
record EntityTap(MirrorEntry entry, Exchanges exchanges, boolean ends) implements WriterInterceptor {
    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        RestExchange live = before(context);
        boolean normally = false;
        try {
            context.proceed();
            normally = true;
        } finally {
            if (live != null) {
                after(live, normally);
            }
        }
    }

    /** Never throws. */
    private @Nullable RestExchange before(WriterInterceptorContext context) {
        RestExchange live = null;
        try {
            live = exchanges.of(context);
            Tap tap = live == null ? null : live.responseBody();
            OutputStream out = tap == null ? null : context.getOutputStream();
            if (tap != null && out != null) {
                context.setOutputStream(new TappedOutput(out, tap));
            }
        } catch (Throwable t) {
            entry.fault(t);
            if (live != null) {
                lose(live);
            }
        }
        return live;
    }

    /** Never throws: an exception of the application's may be on its way. */
    private void after(RestExchange live, boolean normally) {
        if (normally) {
            live.written();
        } else {
            live.unanswered();
            lose(live);
        }
        if (ends) {
            live.end();
        }
    }

    private void lose(RestExchange live) {
        try {
            live.lost();
        } catch (Throwable t) {
            entry.fault(t);
        }
    }
}
