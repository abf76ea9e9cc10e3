// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.RequestHead;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often the query is read. */
record CountingReader(AtomicInteger queries) implements HeadReader<RequestHead> {
    @Override
    public String method(RequestHead request) {
        return request.method();
    }

    @Override
    public String host(RequestHead request) {
        return request.host();
    }

    @Override
    public String path(RequestHead request) {
        return request.path();
    }

    @Override
    public String query(RequestHead request) {
        queries.incrementAndGet();
        return request.query().orElse(null);
    }

    @Override
    public String header(RequestHead request, String name) {
        return RequestHead.reader().header(request, name);
    }

    @Override
    public RequestHead snapshot(RequestHead request) {
        return request;
    }
}
