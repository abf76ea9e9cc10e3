// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/**
 * The application's own coding of entities that are said to be zipped. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class Zip implements WriterInterceptor {
    /** For the runtime. */
    public Zip() {}

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (!"gzip".equals(context.getHeaders().getFirst("Content-Encoding"))) {
            context.proceed();
            return;
        }
        GZIPOutputStream zipped = new GZIPOutputStream(context.getOutputStream());
        context.setOutputStream(zipped);
        context.proceed();
        zipped.finish();
    }
}
