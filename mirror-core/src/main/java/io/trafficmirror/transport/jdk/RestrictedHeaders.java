// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import java.net.http.HttpRequest;

/**
 * Whether this JVM lets {@code Host} be set, which it does only with {@code -Djdk.httpclient.allowRestrictedHeaders=host}.
 * Immutable.
 *
 * @param hostIsAllowed whether it does
 */
record RestrictedHeaders(boolean hostIsAllowed) {
    /** Finds out by trying. */
    static RestrictedHeaders probe() {
        try {
            HttpRequest.newBuilder().header("Host", "probe");
            return new RestrictedHeaders(true);
        } catch (IllegalArgumentException e) {
            return new RestrictedHeaders(false);
        }
    }
}
