// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import java.util.function.Consumer;

/**
 * Who takes the lines of the access logs, on threads of the servers. Immutable.
 *
 * @param primary takes those of httpbin v1
 * @param shadow takes those of httpbin v2
 */
record AccessLogs(Consumer<String> primary, Consumer<String> shadow) {}
