// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.http.HeadReader;

/** Requests of which no copy can mean the same, whatever the mirror. Stateless. */
final class Uncopyable {
    private Uncopyable() {}

    /** Whether it is for the connection rather than for a resource, or would leave HTTP. */
    static <R> boolean is(R request, HeadReader<R> reader) {
        return isMethod(reader.method(request)) || ProtocolSwitch.isAsked(request, reader);
    }

    /** Whether no request with this method is copied: a tunnel, or an echo of what was sent (RFC 9110 sections 9.3.6 and 9.3.8). */
    static boolean isMethod(String method) {
        return method.equals("CONNECT") || method.equals("TRACE");
    }
}
