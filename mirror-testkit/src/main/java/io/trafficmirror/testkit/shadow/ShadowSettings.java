// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link RecordingShadow} listens, and how much it keeps. Immutable.
 *
 * @param tls the key it shows, or null for plain HTTP
 * @param clientCertificate whether it demands a certificate that {@code tls} trusts
 * @param keepRequests how many of the last requests are kept
 * @param keepBytes how many bytes of bodies are kept by all of these together; older requests go first
 * @param keepBody the longest body in bytes that is kept; of longer ones only length and digest
 * @since 0.1.0
 */
public record ShadowSettings(
        @Nullable SSLContext tls, boolean clientCertificate, int keepRequests, long keepBytes, long keepBody) {
    private static final long MIB = 1 << 20;

    public ShadowSettings {
        if (keepRequests < 1 || keepBytes < 0 || keepBody < 0) {
            throw new IllegalArgumentException("must keep at least one request, and no negative number of bytes");
        }
    }

    /** Plain HTTP; the last 2000 requests, 64 MiB of bodies, each up to 1 MiB. */
    public static ShadowSettings defaults() {
        return new ShadowSettings(null, false, 2000, 64 * MIB, MIB);
    }

    public ShadowSettings tls(SSLContext context) {
        return new ShadowSettings(context, clientCertificate, keepRequests, keepBytes, keepBody);
    }

    /** Demands a client certificate; needs {@link #tls(SSLContext)}. */
    public ShadowSettings demandClientCertificate() {
        return new ShadowSettings(tls, true, keepRequests, keepBytes, keepBody);
    }

    public ShadowSettings keepRequests(int most) {
        return new ShadowSettings(tls, clientCertificate, most, keepBytes, keepBody);
    }

    /** Keeps every request, and of every body up to {@link #keepBody()} bytes. */
    public ShadowSettings keepAll() {
        return new ShadowSettings(tls, clientCertificate, Integer.MAX_VALUE, Long.MAX_VALUE, keepBody);
    }

    public ShadowSettings keepBody(long mostBytes) {
        return new ShadowSettings(tls, clientCertificate, keepRequests, keepBytes, mostBytes);
    }

    /** Starts a shadow with these settings on a free port. */
    public RecordingShadow start() {
        try {
            return new RecordingShadow(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's side of TLS over the accepted socket, the handshake not yet begun; null for plain HTTP. */
    @Nullable
    SSLSocket layTls(Socket accepted) throws IOException {
        if (tls == null) {
            return null;
        }
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(accepted, null, true);
        socket.setUseClientMode(false);
        socket.setNeedClientAuth(clientCertificate);
        return socket;
    }
}
