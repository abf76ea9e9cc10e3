// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.route.PathMatch;
import java.util.ArrayList;
import java.util.List;

/** Rules that can match no request of an application, because their paths lack its context path. Stateless. */
final class RulesOutsideContext {
    private RulesOutsideContext() {}

    /**
     * A sentence for each.
     *
     * @param contextPath with which every path of the application begins; empty: none
     */
    static List<String> of(List<MirrorRoute> routes, String contextPath) {
        List<String> found = new ArrayList<>();
        for (MirrorRoute route : routes) {
            for (MirrorRule rule : route.rules()) {
                if (!rule.mirrors().isEmpty() && !rule.canMatchBelow(contextPath)) {
                    PathMatch path = rule.matches().get(0).path();
                    found.add("route " + route.name()
                            + ": can match nothing here: every path of this application begins with the context path "
                            + contextPath + ", the path given was " + path.value() + "; " + contextPath + path.value()
                            + " may be what is meant");
                }
            }
        }
        return found;
    }
}
