// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The counters as meters of Micrometer.
 *
 * <p>The only package that knows Micrometer.
 */
package io.trafficmirror.metrics;
