// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A client that sends exactly the bytes it is given over one connection, and reads responses byte for byte. A read that waits
 * for 30 seconds fails. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class RawHttp implements AutoCloseable {
    private static final int TIMEOUT_MS = 30_000;

    private final Socket raw;
    private final WireInput in;
    private final OutputStream out;

    private RawHttp(Socket raw, Socket top) throws IOException {
        this.raw = raw;
        raw.setTcpNoDelay(true);
        raw.setSoTimeout(TIMEOUT_MS);
        this.in = new WireInput(top.getInputStream());
        this.out = top.getOutputStream();
    }

    /** Connects to a port of the loopback address. */
    public static RawHttp connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        return new RawHttp(socket, socket);
    }

    /** Connects by TLS to a port of the loopback address; the server must show a trusted certificate for {@code localhost}. */
    public static RawHttp connect(int port, SSLContext context) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        return new RawHttp(socket, tls);
    }

    /** Sends these bytes, at once. */
    public RawHttp send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Sends these characters as ISO-8859-1 bytes, at once. */
    public RawHttp send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    /** Reads one response, with the 1xx answers before it. */
    public RawResponse read() throws IOException {
        return read(false);
    }

    /** Reads one response to a HEAD request: it has no body, whatever its head says. */
    public RawResponse readAnswerToHead() throws IOException {
        return read(true);
    }

    /** Reads one head, also an interim one, and nothing behind it. */
    public MessageHead readHead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        boolean complete = in.readHead(bytes, true);
        if (bytes.size() == 0) {
            throw new EOFException("the connection ended before a response");
        }
        return MessageHead.parse(bytes.toByteArray(), complete);
    }

    /** The bytes that arrived behind the last response that was read; they are gone afterwards. */
    public byte[] leftover() {
        return in.drain();
    }

    /**
     * Reads so many bytes.
     *
     * @throws EOFException when the connection ended before
     */
    public byte[] readBytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException("the connection ended after " + i + " bytes");
            }
            bytes[i] = (byte) b;
        }
        return bytes;
    }

    /** Reads all that comes until the peer ends the connection. */
    public byte[] readToEnd() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (in.awaitByte()) {
            bytes.writeBytes(in.drain());
        }
        return bytes.toByteArray();
    }

    /**
     * Waits for the peer to end the connection, without taking anything in that {@link #read()} would get.
     *
     * @return false when it is still open after that time; true too when more arrived than could be looked behind
     */
    public boolean awaitClose(Duration atMost) throws IOException {
        raw.setSoTimeout((int) Math.max(1, atMost.toMillis()));
        try {
            while (in.hasRoom()) {
                if (!in.fill()) {
                    return true;
                }
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            raw.setSoTimeout(TIMEOUT_MS);
        }
    }

    /** Ends the sending side with a FIN; responses can still be read. */
    public void shutdownOutput() throws IOException {
        raw.shutdownOutput();
    }

    /** Ends the connection with a RST. */
    public void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }

    private RawResponse read(boolean answerToHead) throws IOException {
        List<MessageHead> interims = new ArrayList<>();
        MessageHead head = readHead();
        while (isInterim(head)) {
            interims.add(head);
            head = readHead();
        }
        BodyFraming framing = BodyFraming.ofResponse(head, RawResponse.status(head), answerToHead);
        BodyReader body = new BodyReader(in, framing, Long.MAX_VALUE);
        boolean complete = head.complete() && body.readAll();
        boolean reusable = complete
                && framing.kind() != Framing.UNTIL_CLOSE
                && head.startLine().startsWith("HTTP/1.1 ")
                && !head.lists("Connection", "close");
        return new RawResponse(interims, head, body.body(), reusable);
    }

    private static boolean isInterim(MessageHead head) {
        int status = RawResponse.status(head);
        return status / 100 == 1 && status != 101;
    }
}
