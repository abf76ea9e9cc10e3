// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** The gate as a servlet, for those who have a container already. The Servlet API is optional: whoever uses this brings it. */
package io.trafficmirror.compare.servlet;
