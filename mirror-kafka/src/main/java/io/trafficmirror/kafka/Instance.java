// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;

/** What a replica is called where nothing is said. Stateless. */
final class Instance {
    private static final int LONGEST = 200;

    private Instance() {}

    /** The time of the start, and chance: no two lives of a replica have the same. */
    static String newEpoch() {
        return String.format("%012x-%08x", System.currentTimeMillis(), new SecureRandom().nextInt());
    }

    static String ownName() {
        String host = System.getenv("HOSTNAME");
        if (host != null && !host.isEmpty()) {
            return host.substring(0, Math.min(host.length(), LONGEST));
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed-" + newEpoch();
        }
    }
}
