// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import java.util.Map;

/** A server inside the JVM, which is built anew for each start. Confined to one thread, but for its requests. */
final class RestartableShadow implements RunningShadow {
    private final Reply reply = new Reply();
    private final Starter starter;
    private Started started;

    /** Starts a server. */
    @FunctionalInterface
    interface Starter {
        /** On that port; 0: on any. */
        Started start(int port, Reply reply) throws Exception;
    }

    /**
     * A server that runs.
     *
     * @param port where it listens
     * @param stop ends it
     */
    record Started(int port, AutoCloseable stop) {}

    RestartableShadow(Starter starter) throws Exception {
        this.starter = starter;
        started = starter.start(0, reply);
    }

    @Override
    public int port() {
        return started.port();
    }

    @Override
    public void restart() throws Exception {
        started.stop().close();
        started = starter.start(started.port(), reply);
    }

    @Override
    public void stop() throws Exception {
        started.stop().close();
    }

    @Override
    public Map<String, Long> deliveries() {
        return reply.deliveries();
    }
}
