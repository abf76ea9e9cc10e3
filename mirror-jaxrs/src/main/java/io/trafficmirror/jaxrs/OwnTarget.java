// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A request's target as the runtime knows it, escaped. Immutable.
 *
 * @param path without the query
 * @param query null if there is none
 */
record OwnTarget(String path, @Nullable String query) {
    /** Throws an {@link IllegalArgumentException} or a {@code UriBuilderException} where the runtime has no URI for it. */
    static OwnTarget of(UriInfo uri) {
        URI own = uri.getRequestUri();
        String path = own.getRawPath();
        String absolute = path != null && path.startsWith("//") ? absolute(own, uri.getBaseUri()) : null;
        return absolute == null ? new OwnTarget(path == null ? "" : path, own.getRawQuery()) : ofAbsolute(absolute);
    }

    /**
     * What a client sent in absolute form (RFC 9112 section 3.2.2), where a server has set that behind its own address as if it were
     * a path: {@code http://here:80http://host/path}. Null if this is none.
     */
    private static @Nullable String absolute(URI own, URI base) {
        String here = base.getScheme() + "://" + base.getRawAuthority();
        String all = own.toString();
        boolean behindOwnAddress =
                all.startsWith("http://", here.length()) || all.startsWith("https://", here.length());
        return all.startsWith(here) && behindOwnAddress ? all.substring(here.length()) : null;
    }

    /**
     * The target that a runtime has kept as it came, and could not make a URI of: the refusal shows it. Null if this is no such one.
     */
    static @Nullable OwnTarget refused(RuntimeException refusal) {
        if (!(refusal.getCause() instanceof URISyntaxException syntax)) {
            return null;
        }
        String all = syntax.getInput();
        return all.startsWith("http://") || all.startsWith("https://") ? ofAbsolute(all) : null;
    }

    private static OwnTarget ofAbsolute(String absolute) {
        int question = absolute.indexOf('?');
        String beforeQuery = question < 0 ? absolute : absolute.substring(0, question);
        int slash = beforeQuery.indexOf('/', beforeQuery.indexOf("://") + 3);
        return new OwnTarget(
                slash < 0 ? "/" : beforeQuery.substring(slash), question < 0 ? null : absolute.substring(question + 1));
    }
}
