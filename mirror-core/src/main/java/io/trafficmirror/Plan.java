// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.dispatch.Lane;
import io.trafficmirror.route.RouteTable;
import java.util.List;

/**
 * Everything that a reload swaps, in one snapshot: an exchange ends under the plan it began with. Immutable.
 *
 * @param table the routes; a rule's action is its mirrors, which may be none
 * @param mirrors all mirrors in order
 * @param lanes the lanes that the mirrors use, each once
 */
record Plan(RouteTable<List<MirrorPlan>> table, List<MirrorPlan> mirrors, List<Lane> lanes) {
    Plan {
        mirrors = List.copyOf(mirrors);
        lanes = List.copyOf(lanes);
    }
}
