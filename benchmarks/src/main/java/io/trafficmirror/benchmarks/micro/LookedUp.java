// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import org.jspecify.annotations.Nullable;

/** A request whose parts are at hand, so that the look-up is measured and not a server's reading. Immutable. */
record LookedUp(String host, String path, String query, String version) {
    static final HeadReader<LookedUp> READER = new HeadReader<>() {
        @Override
        public String method(LookedUp request) {
            return "GET";
        }

        @Override
        public String host(LookedUp request) {
            return request.host;
        }

        @Override
        public String path(LookedUp request) {
            return request.path;
        }

        @Override
        public String query(LookedUp request) {
            return request.query;
        }

        @Override
        public @Nullable String header(LookedUp request, String name) {
            return name.equalsIgnoreCase("x-version") ? request.version : null;
        }

        @Override
        public RequestHead snapshot(LookedUp request) {
            return new RequestHead("GET", "http", request.host, request.path, Headers.empty());
        }
    };
}
