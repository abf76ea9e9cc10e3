// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** What the benchmarks write: raw samples, tables and plots, between marks of a page whose prose is written by hand. */
@NullMarked
package io.trafficmirror.benchmarks.paper;

import org.jspecify.annotations.NullMarked;
