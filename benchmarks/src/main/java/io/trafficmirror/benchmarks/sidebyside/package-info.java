// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** The same application as whole processes, with and without mirroring, side by side. */
@NullMarked
package io.trafficmirror.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;
