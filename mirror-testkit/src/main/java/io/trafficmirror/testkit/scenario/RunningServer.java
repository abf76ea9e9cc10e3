// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

/**
 * A server that serves the scenarios.
 *
 * @param port where it listens on the loopback address
 * @param stop ends it; returns when it has ended
 * @since 0.1.0
 */
public record RunningServer(int port, AutoCloseable stop) {}
