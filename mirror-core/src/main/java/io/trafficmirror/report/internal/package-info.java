// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** How counters are kept and news is handed on, for the pipeline alone. */
package io.trafficmirror.report.internal;
