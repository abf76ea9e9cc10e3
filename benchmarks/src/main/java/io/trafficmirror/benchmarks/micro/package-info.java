// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** JMH benchmarks of single stages. */
@NullMarked
package io.trafficmirror.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
