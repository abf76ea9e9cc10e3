// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.targets;

import java.util.Objects;

/**
 * What a dispatcher holds at one moment. Immutable.
 *
 * @param target where it leads
 * @param queued copies that wait
 * @param behindKeys those of them that wait for an earlier copy of the same key
 * @param inFlight copies that were handed to the transport and have not ended
 * @param connections open connections; -1 if the transport can't tell
 * @param breakerOpen whether copies are kept away from the shadow
 * @since 0.1.0
 */
public record TargetState(
        Target target, int queued, int behindKeys, int inFlight, int connections, boolean breakerOpen) {
    /** Refuses null. */
    public TargetState {
        Objects.requireNonNull(target, "target");
    }
}
