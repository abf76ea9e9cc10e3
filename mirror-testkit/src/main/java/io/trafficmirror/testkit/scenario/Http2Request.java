// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import io.trafficmirror.testkit.http.HeaderLine;
import java.util.Arrays;
import java.util.List;

/**
 * A request over HTTP/2. Immutable.
 *
 * @param fields lower-case names; without the pseudo fields
 * @param data one DATA frame each, as UTF-8; empty if the fields are all
 * @param trailers the fields behind the data; empty if the data are the end
 * @param onTaken told when the server has all data and trailers
 * @since 0.1.0
 */
public record Http2Request(
        String method,
        String target,
        List<HeaderLine> fields,
        List<String> data,
        List<HeaderLine> trailers,
        Runnable onTaken) {
    public Http2Request {
        fields = List.copyOf(fields);
        data = List.copyOf(data);
        trailers = List.copyOf(trailers);
    }

    public static Http2Request get(String target) {
        return new Http2Request("GET", target, List.of(), List.of(), List.of(), () -> {});
    }

    /** A body without a length. */
    public static Http2Request post(String target, String... data) {
        return new Http2Request("POST", target, List.of(), Arrays.asList(data), List.of(), () -> {});
    }

    /** The same by another method. */
    public Http2Request by(String other) {
        return new Http2Request(other, target, fields, data, trailers, onTaken);
    }

    /** The same with these fields. */
    public Http2Request with(HeaderLine... more) {
        return new Http2Request(method, target, Arrays.asList(more), data, trailers, onTaken);
    }

    /** The same with these fields behind the data. */
    public Http2Request withTrailers(HeaderLine... more) {
        return new Http2Request(method, target, fields, data, Arrays.asList(more), onTaken);
    }

    /** The same, and one is told when the server has all of it; for a request with data. */
    public Http2Request whenTaken(Runnable told) {
        return new Http2Request(method, target, fields, data, trailers, told);
    }
}
