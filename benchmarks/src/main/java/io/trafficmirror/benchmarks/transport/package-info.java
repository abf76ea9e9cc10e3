// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** What a copy costs by one transport and by another, in one process and against one server. */
@org.jspecify.annotations.NullMarked
package io.trafficmirror.benchmarks.transport;
