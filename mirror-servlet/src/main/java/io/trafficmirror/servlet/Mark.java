// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells later dispatches of a request, which may bring the container's own objects, what was decided at its entry. One attribute for
 * all mirrors of an application, set only where it is needed: when the application goes asynchronous, or one mirror is registered
 * twice. Immutable.
 *
 * @param owner the mirror that decided
 * @param live the exchange; null if the mirror wants no copy
 * @param next what other mirrors have decided; null if there are none
 */
record Mark(
        Object owner, @Nullable LiveExchange live, @Nullable Mark next) {
    private static final String NAME = "io.trafficmirror.servlet.exchanges";

    /** What this mirror has decided; null if it has not been asked, or it was not written down. */
    static @Nullable Mark find(HttpServletRequest request, Object owner) {
        Mark mark = request.getAttribute(NAME) instanceof Mark first ? first : null;
        while (mark != null && mark.owner != owner) {
            mark = mark.next;
        }
        return mark;
    }

    /** Writes a decision down. */
    static void put(HttpServletRequest request, Object owner, @Nullable LiveExchange live) {
        if (find(request, owner) == null) {
            Mark others = request.getAttribute(NAME) instanceof Mark first ? first : null;
            request.setAttribute(NAME, new Mark(owner, live, others));
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
