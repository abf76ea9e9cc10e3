// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a {@link RequestHead} itself: for servers that are driven through the Java API. Immutable. */
enum HeadOfRequest implements HeadReader<RequestHead> {
    READER;

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
    public @Nullable String query(RequestHead request) {
        return request.query().orElse(null);
    }

    @Override
    public @Nullable String header(RequestHead request, String name) {
        List<String> values = request.headers().all(name);
        return values.isEmpty() ? null : String.join(HeadReader.delimiter(name), values);
    }

    @Override
    public RequestHead snapshot(RequestHead request) {
        return request;
    }
}
