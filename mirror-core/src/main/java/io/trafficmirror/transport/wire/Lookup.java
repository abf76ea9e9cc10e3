// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host, which may take any time. Safe for concurrent use. */
@FunctionalInterface
interface Lookup {
    /** The addresses, one or more, best first. */
    InetAddress[] addresses(String host) throws UnknownHostException;
}
