// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import io.trafficmirror.http.RequestHead;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One exchange of the primary and what became of each of its copies. Immutable; for how long the bodies are valid is said in
 * {@link ExchangeObserver#onExchange}.
 *
 * @param id ties the copies to their exchange: what their id field says
 * @param request the request as the primary received it
 * @param template the template of the primary's resource, such as {@code /orders/{id}}, for grouping; empty where an adapter knows none
 * @param primary the primary's response
 * @param copies what became of each copy that was selected, in the order in which they left; drops stand here too
 * @since 0.1.0
 */
public record ObservedExchange(
        String id, RequestHead request, Optional<String> template, Response primary, List<CopyResult> copies) {
    /** Refuses nulls and copies the list. */
    public ObservedExchange {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(primary, "primary");
        copies = List.copyOf(copies);
    }
}
