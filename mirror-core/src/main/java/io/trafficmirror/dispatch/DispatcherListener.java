// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.targets.Target;

/** Hears of what concerns a dispatcher and no single copy. Never throws, never blocks. */
public interface DispatcherListener {
    /** The breaker has opened, or closed again. */
    void breaker(Target target, boolean opened);

    /** Whether to measure the hand-over of a copy that begins now. */
    default boolean asksForHandOver(long now) {
        return false;
    }

    /** Handing one copy over has taken the offering thread so many nanoseconds. */
    default void handedOver(long nanos) {}

    /** Something of ours, or a transport, threw. */
    void fault(Throwable fault);
}
