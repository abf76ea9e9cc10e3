// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample.internal;

import io.trafficmirror.http.HeadReader;
import io.trafficmirror.sample.SampledRequest;
import java.util.Optional;

/**
 * A request of some server's own type, read when asked. Confined to the request's thread.
 *
 * @param <R> the server's request type
 */
record ReadRequest<R>(R request, HeadReader<R> reader) implements SampledRequest {
    @Override
    public String method() {
        return reader.method(request);
    }

    @Override
    public String host() {
        return reader.host(request);
    }

    @Override
    public String path() {
        return reader.path(request);
    }

    @Override
    public Optional<String> query() {
        return Optional.ofNullable(reader.query(request));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(reader.header(request, name));
    }

    @Override
    public Optional<String> attribute(String name) {
        return Optional.ofNullable(reader.attribute(request, name));
    }
}
