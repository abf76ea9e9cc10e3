// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Sends copies by the JDK's client, for HTTP/2 and proxies.
 *
 * <p>{@link io.trafficmirror.transport.jdk.JdkTransport} is the door.
 */
package io.trafficmirror.transport.jdk;
