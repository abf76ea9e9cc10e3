// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.OptionalInt;

/**
 * The status that a container is going to send for an exception that reaches it: it decides once everything of the application, and
 * of ours, has been left, and tells nobody. Stateless.
 */
final class FailureStatus {
    private static final int MOST_CAUSES = 16;

    private FailureStatus() {}

    /**
     * The status: that of a response that is on its way already, else what the servlet specification and the containers make of the
     * exception; empty where that is the container's secret.
     */
    static OptionalInt of(Throwable failure, HttpServletResponse response) {
        if (response.isCommitted()) {
            return OptionalInt.of(response.getStatus());
        }
        if (!Container.of(response).tellsOfDestroyedBehind(failure)) {
            return OptionalInt.empty(); // it breaks the connection off
        }
        if (failure instanceof UnavailableException unavailable) { // Servlet 6.0 section 2.3.3.2
            boolean heeded = Container.of(response).heedsUnavailable();
            return OptionalInt.of(!heeded ? 500 : unavailable.isPermanent() ? 404 : 503);
        }
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
            if (cause instanceof UnavailableException || Container.of(cause) != Container.UNKNOWN) {
                return OptionalInt
                        .empty(); // a container's own may have one of its own, such as 400 for a form that can't be
                // parsed
            }
            cause = cause.getCause();
        }
        return OptionalInt.of(500);
    }
}
