// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a shadow listens: an origin (RFC 6454), nothing more. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name or an address literal, lower case, IPv6 in brackets
 * @param port 1..65535
 */
public record Target(String scheme, String host, int port) {
    /** Checks the parts; lowers the case of the host. */
    public Target {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("target scheme: must be http or https, was \"" + scheme + '"');
        }
        if (!host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+(%[A-Za-z0-9._~-]+)?]")) {
            throw new IllegalArgumentException(
                    "target host: must be a name or an address, IPv6 in brackets, was \"" + host + '"');
        }
        host = host.toLowerCase(Locale.ROOT);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("target port: must be 1..65535, was " + port);
        }
    }

    /**
     * An origin written as a URL, such as {@code http://httpbin2:8000}; without a port it is 80 or 443. A single {@code /} as
     * path is accepted.
     *
     * @throws IllegalArgumentException if there is no scheme or host, or anything that an origin can't have: user-info, a path,
     *     a query, a fragment
     */
    public static Target parse(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw wrong(url, "is not a URL: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong(url, "needs a scheme, http or https");
        }
        if (uri.getRawUserInfo() != null) {
            throw wrong(url, "must not have user-info");
        }
        if (uri.getHost() == null) {
            String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
            String shown = authority.substring(authority.lastIndexOf('@') + 1);
            throw wrong(url, shown.isEmpty() ? "needs a host" : "\"" + shown + "\" is no host name with a port");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (!path.isEmpty() && !path.equals("/")) {
            throw wrong(url, "must not have a path (was \"" + path + "\"); use a URLRewrite filter");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(url, "must not have a query or a fragment");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        if (port < 1 || port > 65535) {
            throw wrong(url, "needs a port of 1..65535, was " + port);
        }
        return new Target(scheme, uri.getHost(), port);
    }

    private static IllegalArgumentException wrong(String url, String why) {
        String shown = url.replaceAll("//[^/?#]*@", "//***@");
        return new IllegalArgumentException("target \"" + shown + "\": " + why + "; allowed: http[s]://host[:port]");
    }

    /** Whether copies travel over TLS. */
    public boolean isTls() {
        return scheme.equals("https");
    }

    /** Host and port as a {@code Host} field says them: without the port where it is the scheme's own. */
    public String authority() {
        return port == (isTls() ? 443 : 80) ? host : host + ":" + port;
    }

    /** The origin as a URL, port always written. */
    @Override
    public String toString() {
        return scheme + "://" + host + ":" + port;
    }
}
