// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import io.trafficmirror.targets.Target;

/** Watches nothing. Stateless. */
final class Silent implements DispatcherListener {
    @Override
    public void breaker(Target target, boolean opened) {}

    @Override
    public void fault(Throwable fault) {
        throw new AssertionError(fault);
    }
}
