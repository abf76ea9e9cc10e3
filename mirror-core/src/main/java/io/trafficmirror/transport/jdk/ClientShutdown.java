// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import java.util.concurrent.ThreadFactory;

/** Ends a client that can be ended, which those from JDK 21 on can. Stateless. */
final class ClientShutdown {
    private static final long PATIENCE_MILLIS = 500;

    private ClientShutdown() {}

    /**
     * Closes the client. Its own {@code close} waits for calls under way without limit, and stops waiting when interrupted: so it is
     * run aside, and interrupted.
     */
    static void now(AutoCloseable client, ThreadFactory threads) {
        Thread closer = threads.newThread(() -> closeQuietly(client));
        closer.start();
        try {
            closer.join(PATIENCE_MILLIS);
            closer.interrupt();
            closer.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            closer.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(AutoCloseable client) {
        try {
            client.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // The client is let go either way; there is nobody left to tell.
        }
    }
}
