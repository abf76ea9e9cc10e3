// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.copy.internal.Composer;
import io.trafficmirror.dispatch.Dispatcher;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.internal.MirrorCounters;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.internal.MirrorSampler;
import org.jspecify.annotations.Nullable;

/**
 * One mirror made ready to run. Immutable.
 *
 * @param name which mirror
 * @param spec its settings
 * @param sampler which requests
 * @param ordering which copies leave one after the other
 * @param composer what the copies look like
 * @param counters outlive the routes in force
 * @param dispatcher the way to its target; may be shared
 * @param control the mirror whose copies leave beside some of this one's; null if it has none
 */
record ActiveMirror(
        MirrorName name,
        MirrorSpec spec,
        MirrorSampler sampler,
        Ordering ordering,
        Composer composer,
        MirrorCounters counters,
        Dispatcher dispatcher,
        @Nullable ActiveMirror control) {}
