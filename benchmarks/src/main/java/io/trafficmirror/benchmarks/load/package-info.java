// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** An open-loop client that is cheap, and counts latency from the moment a request was meant for. */
@NullMarked
package io.trafficmirror.benchmarks.load;

import org.jspecify.annotations.NullMarked;
