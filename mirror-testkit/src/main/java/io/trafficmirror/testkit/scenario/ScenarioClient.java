// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the client of a scenario does on one connection.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ScenarioClient {
    /** The response; null if the client did not wait for one. */
    @Nullable
    RawResponse talk(RawHttp connection) throws IOException;

    /** Sends a request at once and reads the response. */
    static ScenarioClient of(Raw request) {
        return connection -> {
            connection.send(request.bytes());
            return request.isHead() ? connection.readAnswerToHead() : connection.read();
        };
    }

    /** The same for a server that may end the connection instead. */
    static ScenarioClient perhaps(Raw request) {
        return connection -> {
            try {
                return of(request).talk(connection);
            } catch (EOFException e) {
                return null;
            }
        };
    }
}
