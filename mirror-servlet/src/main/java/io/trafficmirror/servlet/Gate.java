// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.capture.Exchange;
import jakarta.servlet.http.HttpServletRequest;

/** Decides at the entry whether a copy of a request is wanted. Safe for concurrent use. */
@FunctionalInterface
interface Gate {
    /** The exchange to feed; {@link Exchange#NONE} if no copy is wanted. */
    Exchange observe(HttpServletRequest request);
}
