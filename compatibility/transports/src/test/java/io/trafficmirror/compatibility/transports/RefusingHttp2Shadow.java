// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.transports;

import io.trafficmirror.targets.Target;
import io.trafficmirror.testkit.http.TestTls;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * Speaks as much HTTP/2 (RFC 9113) as it takes to refuse each request when its content has ended. Safe for concurrent use.
 */
final class RefusingHttp2Shadow implements AutoCloseable {
    private static final int PREFACE = 24;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final byte[] REFUSED_STREAM = {0, 0, 0, 7};

    private final SSLServerSocket socket;
    private final List<Integer> ended = new CopyOnWriteArrayList<>();

    RefusingHttp2Shadow() throws IOException {
        socket = (SSLServerSocket)
                TestTls.server().getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2"});
        socket.setSSLParameters(parameters);
        start(this::accept);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "refusing-shadow");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                SSLSocket connection = (SSLSocket) socket.accept();
                start(() -> serve(connection));
            } catch (IOException e) {
                // It is closed.
            }
        }
    }

    private void serve(SSLSocket connection) {
        try (connection) {
            connection.startHandshake();
            DataInputStream in = new DataInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            in.skipNBytes(PREFACE);
            frame(out, SETTINGS, 0, 0, new byte[0]);
            Map<Integer, Integer> received = new HashMap<>();
            for (int high = in.read(); high >= 0; high = in.read()) {
                int length = high << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                in.skipNBytes(length);
                if (type == SETTINGS && (flags & ACK) == 0) {
                    frame(out, SETTINGS, ACK, 0, new byte[0]);
                } else if (type == DATA) {
                    received.merge(stream, length, Integer::sum);
                }
                if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                    ended.add(received.getOrDefault(stream, 0));
                    frame(out, RST_STREAM, 0, stream, REFUSED_STREAM);
                }
            }
        } catch (IOException e) {
            // That connection is over.
        }
    }

    private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        byte[] frame = new byte[9 + payload.length];
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        frame[7] = (byte) (stream >> 8);
        frame[8] = (byte) stream;
        System.arraycopy(payload, 0, frame, 9, payload.length);
        out.write(frame);
        out.flush();
    }

    Target target() {
        return new Target("https", "localhost", socket.getLocalPort());
    }

    /** How many bytes of content came with each request that ended as complete. */
    List<Integer> ended() {
        return ended;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
