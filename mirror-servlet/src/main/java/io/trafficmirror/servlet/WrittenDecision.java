// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.Decision;
import io.trafficmirror.adapter.Decisions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as an attribute of the request, for later dispatches, which may bring the container's own objects. Written only where it
 * is needed: when the application goes asynchronous, or one mirror is registered twice. Stateless.
 */
final class WrittenDecision {
    private static final String NAME = "io.trafficmirror.servlet.exchanges";

    private WrittenDecision() {}

    /** What this mirror has decided; null if it has not been asked, or it was not written down. */
    static @Nullable Decision find(HttpServletRequest request, Decisions by) {
        return Decision.find(request.getAttribute(NAME), by);
    }

    /** Writes a decision down, unless there is one; null if no copy is wanted. */
    static void put(HttpServletRequest request, Decisions by, @Nullable ServletExchange live) {
        Object written = request.getAttribute(NAME);
        if (Decision.find(written, by) == null) {
            request.setAttribute(NAME, Decision.of(by, live, written));
        }
    }

    /** The names that the application sees. */
    static Enumeration<String> hide(Enumeration<String> names) {
        if (names == null) {
            return Collections.emptyEnumeration();
        }
        List<String> all = Collections.list(names);
        all.remove(NAME);
        return Collections.enumeration(all);
    }
}
