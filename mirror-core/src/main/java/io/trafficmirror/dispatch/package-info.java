// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What stands between a captured copy and its transport: queue, slots, breaker, deadlines, CPU share.
 *
 * <p>One dispatcher for each target with its limits.
 */
package io.trafficmirror.dispatch;
