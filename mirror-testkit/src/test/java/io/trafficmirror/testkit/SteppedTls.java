// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** A context of the JVM whose engines are counted step by step. Safe for concurrent use. */
final class SteppedTls extends SSLContextSpi {
    private final SSLContext behind;
    private final Steps steps;

    private SteppedTls(SSLContext behind, Steps steps) {
        this.behind = behind;
        this.steps = steps;
    }

    /** The same context with steps. */
    static SSLContext of(SSLContext behind, Steps steps) {
        return new SSLContext(new SteppedTls(behind, steps), behind.getProvider(), behind.getProtocol()) {};
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        steps.step();
        return new SteppedEngine(behind.createSSLEngine(), steps);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        steps.step();
        return new SteppedEngine(behind.createSSLEngine(host, port), steps);
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        throw new IllegalStateException("it is initialised already");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return behind.getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return behind.getServerSocketFactory();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return behind.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return behind.getClientSessionContext();
    }
}
