// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** nginx as a process of a benchmark. */
@NullMarked
package io.trafficmirror.benchmarks.nginx;

import org.jspecify.annotations.NullMarked;
