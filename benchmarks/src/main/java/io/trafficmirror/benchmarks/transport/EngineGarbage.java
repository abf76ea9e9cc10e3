// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

import com.sun.management.ThreadMXBean;
import io.trafficmirror.testkit.http.TestTls;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Measures what the JDK's TLS engine allocates for a small request and a small answer, without a network or any code of ours. */
public final class EngineGarbage {
    private static final int TIMES = 20_000;
    private static final int SIZE = 1 << 16;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final SSLEngine client = TestTls.client().createSSLEngine("localhost", 443);
    private final SSLEngine server = TestTls.server().createSSLEngine();
    private final ByteBuffer toServer;
    private final ByteBuffer toClient = ByteBuffer.allocate(SIZE);
    private final ByteBuffer plain = ByteBuffer.allocate(SIZE);
    private long sealing;
    private long opening;

    private EngineGarbage(String protocol, ByteBuffer toServer) {
        this.toServer = toServer;
        client.setUseClientMode(true);
        server.setUseClientMode(false);
        client.setEnabledProtocols(new String[] {protocol});
    }

    /** Prints bytes for each record. */
    public static void main(String[] args) throws SSLException {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            for (ByteBuffer out : List.of(ByteBuffer.allocateDirect(SIZE), ByteBuffer.allocate(SIZE))) {
                EngineGarbage run = new EngineGarbage(protocol, out);
                run.shakeHands();
                run.exchange();
                run.sealing = 0;
                run.opening = 0;
                run.exchange();
                System.out.printf(
                        "JDK %d %s %s: sealed into %s %d B, opened %d B%n",
                        Runtime.version().feature(),
                        protocol,
                        run.client.getSession().getCipherSuite(),
                        out.isDirect() ? "direct memory" : "an array",
                        run.sealing / TIMES,
                        run.opening / TIMES);
            }
        }
    }

    private void shakeHands() throws SSLException {
        client.beginHandshake();
        server.beginHandshake();
        for (int i = 0; i < 40; i++) {
            speak(client, toServer);
            hear(server, toServer);
            speak(server, toClient);
            hear(client, toClient);
        }
    }

    private static void speak(SSLEngine engine, ByteBuffer out) throws SSLException {
        runTasks(engine);
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            engine.wrap(ByteBuffer.allocate(0), out);
        }
    }

    private void hear(SSLEngine engine, ByteBuffer in) throws SSLException {
        in.flip();
        int consumed = 1;
        while (in.hasRemaining() && consumed > 0) {
            consumed = engine.unwrap(in, plain.clear()).bytesConsumed();
            runTasks(engine);
        }
        in.compact();
    }

    private static void runTasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private void exchange() throws SSLException {
        ByteBuffer request = ByteBuffer.allocateDirect(620);
        ByteBuffer answer = ByteBuffer.allocateDirect(130);
        for (int i = 0; i < TIMES; i++) {
            long before = allocated();
            client.wrap(request.clear(), toServer.clear());
            sealing += allocated() - before;
            server.unwrap(toServer.flip(), plain.clear());
            server.wrap(answer.clear(), toClient.clear());
            toClient.flip();
            before = allocated();
            client.unwrap(toClient, plain.clear());
            opening += allocated() - before;
        }
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
