// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** Minutes of load, faults and reloads, after which nothing may have grown and every copy is accounted for. */
@NullMarked
package io.trafficmirror.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
