// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.util.Set;
import java.util.TreeSet;

/** Turns a copy into a request of the JDK's client, or says why that can't be done without changing it. Immutable. */
final class RequestFactory {
    /** Fields that frame a message or steer a connection: the client's own business. */
    private static final Set<String> FRAMING = caseless(
            "Connection",
            "Content-Length",
            "Expect",
            "Host",
            "HTTP2-Settings",
            "Keep-Alive",
            "Proxy-Connection",
            "TE",
            "Trailer",
            "Transfer-Encoding",
            "Upgrade");

    private final RestrictedHeaders restricted;

    RequestFactory(RestrictedHeaders restricted) {
        this.restricted = restricted;
    }

    private static Set<String> caseless(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }

    /** The request; {@code publisher} is null for a body of none. */
    HttpRequest.Builder build(ShadowRequest copy) throws UnsendableException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(copy));
        Headers headers = copy.headers();
        for (int i = 0; i < headers.size(); i++) {
            String value = headers.value(i);
            if (FRAMING.contains(headers.name(i))) {
                continue;
            }
            if (!isAscii(value)) {
                throw new UnsendableException("a value of " + headers.name(i) + " is not ASCII");
            }
            add(request, headers.name(i), value);
        }
        // A zone the client would say in Host, if it is not told otherwise.
        boolean zoned = !copy.target().host().equals(copy.target().hostWithoutZone());
        if (zoned || !copy.authority().equals(copy.target().authority())) {
            if (!restricted.hostIsAllowed()) {
                throw new UnsendableException(
                        "Host can't be set in this JVM; start it with -Djdk.httpclient.allowRestrictedHeaders=host");
            }
            add(request, "Host", copy.authority());
        }
        return request;
    }

    /** The method with its publisher. Without content some methods can be sent without a length, the others can't. */
    static void method(HttpRequest.Builder request, ShadowRequest copy, HttpRequest.BodyPublisher publisher) {
        if (copy.body().isNone()) {
            if (copy.method().equals("GET")) {
                request.GET();
                return;
            }
            if (copy.method().equals("DELETE")) {
                request.DELETE();
                return;
            }
        }
        request.method(copy.method(), publisher);
    }

    private static void add(HttpRequest.Builder request, String name, String value) throws UnsendableException {
        try {
            request.header(name, value);
        } catch (IllegalArgumentException e) {
            throw new UnsendableException("the field " + name + " is not one that the client sends");
        }
    }

    /** The client takes the zone of an address as {@link java.net.InetAddress} does, behind a bare percent sign. */
    private static String origin(Target target) {
        return target.scheme() + "://" + target.host() + ":" + target.port();
    }

    private static URI uri(ShadowRequest copy) throws UnsendableException {
        String target = copy.rawTarget();
        if (!target.startsWith("/") || target.endsWith("?") || !isAscii(target)) {
            throw new UnsendableException("the target is not one that java.net.URI keeps as it is");
        }
        try {
            URI uri = new URI(origin(copy.target()) + target);
            if (uri.getHost() == null || uri.getRawFragment() != null) {
                throw new UnsendableException("the target is not one that java.net.URI keeps as it is");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new UnsendableException("java.net.URI refuses the target: " + e.getReason());
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }
}
