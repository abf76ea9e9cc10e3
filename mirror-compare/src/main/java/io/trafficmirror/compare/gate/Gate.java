// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

/**
 * What a pipeline asks, whatever server it came by. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface Gate {
    /**
     * Answers.
     *
     * @param method GET or POST
     * @param path the last part of the path: {@code verdict}, {@code gate} or {@code report}
     * @param query the query as received; empty if there is none
     * @param authorization the Authorization field; empty if there is none
     */
    GateResponse handle(String method, String path, String query, String authorization);
}
