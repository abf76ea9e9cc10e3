// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** JMH benchmarks of comparing and judging, beside libraries that compare JSON. */
@NullMarked
package io.trafficmirror.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
