// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a servlet of a scenario does. It answers with all that it has noticed, so that comparing answers compares that too. */
@FunctionalInterface
interface Handler {
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
}
