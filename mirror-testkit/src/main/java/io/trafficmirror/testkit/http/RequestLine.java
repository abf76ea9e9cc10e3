// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

/**
 * The first line of a request in its three parts, as they were sent; a part that is missing is empty. Immutable.
 *
 * @param target the raw request target: nothing is decoded
 * @since 0.1.0
 */
public record RequestLine(String method, String target, String version) {
    static RequestLine parse(String line) {
        int first = line.indexOf(' ');
        if (first < 0) {
            return new RequestLine(line, "", "");
        }
        int last = line.lastIndexOf(' ');
        if (last == first || !line.startsWith("HTTP/", last + 1)) {
            return new RequestLine(line.substring(0, first), line.substring(first + 1), "");
        }
        return new RequestLine(line.substring(0, first), line.substring(first + 1, last), line.substring(last + 1));
    }
}
