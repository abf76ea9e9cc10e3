// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import java.util.Map;

/**
 * A real server that runs. To {@code /ok} it answers 200 with a text that begins with "ok", to {@code /empty} 204, to others 404;
 * each answer has the {@code X-Id} of its request.
 */
interface RunningShadow {
    int port();

    /** Stops and starts again on the same port. */
    void restart() throws Exception;

    /** Takes its configuration anew as gently as it can; a server that has no such thing restarts. */
    default void reload() throws Exception {
        restart();
    }

    /** Ends the server. */
    void stop() throws Exception;

    /** How often a request with each id was seen to its end. Complete once the server has been stopped. */
    Map<String, Long> deliveries() throws Exception;
}
