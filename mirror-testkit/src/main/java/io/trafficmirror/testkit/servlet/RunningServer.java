// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

/**
 * A server that serves the scenarios.
 *
 * @param port where it listens on the loopback address
 * @param stop ends it; returns when it has ended
 */
public record RunningServer(int port, AutoCloseable stop) {}
