// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.dispatch.Dispatcher;
import io.trafficmirror.route.RouteTable;
import java.util.List;

/**
 * The routes in force, made ready to run: what a reload swaps, in one snapshot. An exchange ends under those it began with. Immutable.
 *
 * @param table the routes; a rule's action is its mirrors, which may be none
 * @param mirrors all mirrors in order
 * @param dispatchers the dispatchers that the mirrors use, each once
 */
record ActiveRoutes(RouteTable<List<ActiveMirror>> table, List<ActiveMirror> mirrors, List<Dispatcher> dispatchers) {
    ActiveRoutes {
        mirrors = List.copyOf(mirrors);
        dispatchers = List.copyOf(dispatchers);
    }
}
