// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;

/** A request whose parts are at hand, as in a server: reading them makes nothing. */
record PlainHead(String method, String host, String path, String query, String headerName, String headerValue) {
    static final HeadReader<PlainHead> READER = new HeadReader<>() {
        @Override
        public String method(PlainHead request) {
            return request.method;
        }

        @Override
        public String host(PlainHead request) {
            return request.host;
        }

        @Override
        public String path(PlainHead request) {
            return request.path;
        }

        @Override
        public String query(PlainHead request) {
            return request.query;
        }

        @Override
        public String header(PlainHead request, String name) {
            return name.equalsIgnoreCase(request.headerName) ? request.headerValue : null;
        }

        @Override
        public RequestHead snapshot(PlainHead request) {
            return new RequestHead(request.method, "http", request.host, request.path, Headers.empty());
        }
    };
}
