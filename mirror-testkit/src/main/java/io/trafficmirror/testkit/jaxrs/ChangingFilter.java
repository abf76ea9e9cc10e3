// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * The application's own filter before matching: does what the field {@value #FIELD} says. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@PreMatching
public final class ChangingFilter implements ContainerRequestFilter {
    static final String FIELD = "X-Meddle";

    /** For the runtime. */
    public ChangingFilter() {}

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        String wish = request.getHeaderString(FIELD);
        switch (wish == null ? "" : wish) {
            case "move" -> {
                request.setMethod("POST");
                request.setRequestUri(request.getUriInfo()
                        .getBaseUriBuilder()
                        .path("s/body/text")
                        .queryParam("moved", "yes")
                        .build());
            }
            case "ask" -> request.getHeaders().putSingle("X-Asked", String.valueOf(request.hasEntity()));
            case "buffer" -> {
                byte[] all = request.getEntityStream().readAllBytes();
                request.setEntityStream(new ByteArrayInputStream(all));
            }
            case "shout" -> request.setEntityStream(new Shout(request.getEntityStream()));
            case "abort" ->
                request.abortWith(Response.status(401).entity("who are you").build());
            case "throw" -> throw new IllegalStateException("in a filter");
            default -> {}
        }
    }

    /** The stream in capitals. Confined to whoever reads it. */
    private static final class Shout extends FilterInputStream {
        Shout(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            return b < 0 ? b : String.valueOf((char) b).toUpperCase(Locale.ROOT).charAt(0);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int b = length == 0 ? -1 : read();
            if (b < 0) {
                return length == 0 ? 0 : -1;
            }
            bytes[offset] = (byte) b;
            return 1;
        }
    }
}
