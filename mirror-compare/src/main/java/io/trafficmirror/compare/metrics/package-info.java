// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** The verdict as meters, for those who gate by Prometheus. Micrometer is optional: whoever uses this brings it. */
package io.trafficmirror.compare.metrics;
