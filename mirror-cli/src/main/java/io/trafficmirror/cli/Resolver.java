// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. */
interface Resolver {
    /** The system's. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** One or more addresses. */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
