// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import java.util.Optional;

/**
 * Says who may act. Safe for concurrent use.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ConsoleAuthoriser {
    /**
     * Who asks, if they may do this; empty to refuse. The name is logged and shown on the page. Called before anything is done; what it throws refuses.
     *
     * @param action what is asked for
     * @param request by whom: its user is whom the server has authenticated
     */
    Optional<String> authorise(ConsoleAction action, ConsoleRequest request);
}
