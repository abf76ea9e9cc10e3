// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.targets;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a shadow listens: an origin (RFC 6454), nothing more. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name or an address literal, lower case, IPv6 in brackets; a zone, such as {@code %eth0}, as it is, for its case counts
 * @param port 1..65535
 * @since 0.1.0
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
        int zone = host.indexOf('%');
        host = zone < 0
                ? host.toLowerCase(Locale.ROOT)
                : host.substring(0, zone).toLowerCase(Locale.ROOT) + host.substring(zone);
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("target port: must be 1..65535, was " + port);
        }
    }

    /**
     * An origin written as a URL, such as {@code http://httpbin2:8000}; without a port it is 80 or 443. A single {@code /} as
     * path is accepted. The zone of an IPv6 address is written behind {@code %25} (RFC 6874), or behind a bare {@code %}.
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
            throw wrong(url, uri.getRawAuthority() == null ? "needs a host" : "has no host name with a port");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        if (!path.isEmpty() && !path.equals("/")) {
            throw wrong(url, "must not have a path; use a URLRewrite filter");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(url, "must not have a query or a fragment");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        if (port < 1 || port > 65535) {
            throw wrong(url, "needs a port of 1..65535, was " + port);
        }
        return new Target(scheme, withPlainZone(uri.getHost()), port);
    }

    /** {@code [fe80::1%eth0]} of {@code [fe80::1%25eth0]}. */
    private static String withPlainZone(String host) {
        int zone = host.indexOf('%');
        boolean encoded = zone >= 0 && host.startsWith("25", zone + 1) && host.charAt(zone + 3) != ']';
        return encoded ? host.substring(0, zone + 1) + host.substring(zone + 3) : host;
    }

    /**
     * No message shows more of a URL than its origin: a password may hold any character, so nothing before the last {@code @} is shown, and
     * paths and queries of web hooks are credentials themselves.
     */
    private static IllegalArgumentException wrong(String url, String why) {
        int scheme = url.indexOf("://");
        int authority = scheme < 0 ? 0 : scheme + 3;
        int user = url.lastIndexOf('@');
        String prefix = scheme < 0 || (user >= 0 && user < authority) ? "" : url.substring(0, authority);
        String rest = user < 0 ? url.substring(authority) : "***" + url.substring(user);
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String hidden = end + 1 < rest.length() ? "***" : "";
        String shown = prefix + rest.substring(0, Math.min(rest.length(), end + 1)) + hidden;
        return new IllegalArgumentException("target \"" + shown + "\": " + why + "; allowed: http[s]://host[:port]");
    }

    /** Whether copies travel over TLS. */
    public boolean isTls() {
        return scheme.equals("https");
    }

    /** The host without the zone of an IPv6 address, which means nothing to anybody but this machine (RFC 6874 section 1). */
    public String hostWithoutZone() {
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone) + "]";
    }

    /** Host and port as a {@code Host} field says them: without the port where it is the scheme's own, and without a zone. */
    public String authority() {
        return port == (isTls() ? 443 : 80) ? hostWithoutZone() : hostWithoutZone() + ":" + port;
    }

    /** The origin as a URL, port always written, {@code %} of a zone as {@code %25}. */
    @Override
    public String toString() {
        return scheme + "://" + host.replace("%", "%25") + ":" + port;
    }
}
