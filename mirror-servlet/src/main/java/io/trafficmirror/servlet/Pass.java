// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * One dispatch of a selected request.
 *
 * @param live the exchange that it belongs to
 * @param request what the application is given
 * @param response what the application is given
 */
record Pass(ServletExchange live, HttpServletRequest request, HttpServletResponse response) {}
