// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.shadow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.trafficmirror.testkit.http.BodyCollector;
import io.trafficmirror.testkit.http.BodyFraming;
import io.trafficmirror.testkit.http.BodyReader;
import io.trafficmirror.testkit.http.Chunks;
import io.trafficmirror.testkit.http.Framing;
import io.trafficmirror.testkit.http.MessageHead;
import io.trafficmirror.testkit.http.RecordedBody;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request at a {@link RecordingShadow}, in the hands of a {@link Behaviour}: what it may read, and the bytes, pauses and endings
 * it may answer with. Confined to the thread that runs the behaviour.
 *
 * <p>The request is recorded once: when its body ends (whole or cut), when the behaviour goes silent, or when the connection or the
 * behaviour ends; with what was read by then. Every method throws {@link IOException} once the connection has ended; a behaviour
 * lets it pass.
 *
 * @since 0.1.0
 */
public final class ShadowExchange {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

    private final ShadowConnection connection;
    private final Ledger ledger;
    private final Runnable headRead;
    private final long bodyCap;
    private final ByteArrayOutputStream rawHead = new ByteArrayOutputStream(512);
    private @Nullable MessageHead head;
    private @Nullable BodyReader body;
    private boolean continued;
    private boolean recorded;
    private boolean ended;

    ShadowExchange(ShadowConnection connection, Ledger ledger, Runnable headRead, long bodyCap) {
        this.connection = connection;
        this.ledger = ledger;
        this.headRead = headRead;
        this.bodyCap = bodyCap;
    }

    /** Reads the request's head, if that was not done before. */
    public MessageHead head() throws IOException {
        if (head == null) {
            boolean complete = connection.in().readHead(rawHead, true);
            MessageHead read = MessageHead.parse(rawHead.toByteArray(), complete);
            if (!complete) {
                throw new EOFException("request cut inside its head");
            }
            head = read;
            body = new BodyReader(connection.in(), BodyFraming.ofRequest(read), bodyCap);
            headRead.run();
        }
        return head;
    }

    /** Reads the rest of the request's body; answers an {@code Expect: 100-continue} before, as RFC 9110 section 10.1.1 wants. */
    public void readBody() throws IOException {
        if (!reader().ended() && !continued && head().lists("Expect", "100-continue")) {
            writeContinue();
        }
        readBodySilently();
    }

    /** Reads the rest of the request's body without ever sending 100. */
    public void readBodySilently() throws IOException {
        read(Long.MAX_VALUE);
        record();
    }

    /**
     * Reads {@code count} bytes of the request's body, or fewer when it ends before; true when it is complete.
     *
     * @throws EOFException when it is cut
     */
    public boolean read(long count) throws IOException {
        boolean complete = reader().read(count);
        if (reader().ended()) {
            record();
            if (!complete) {
                throw new EOFException("request cut inside its body");
            }
        }
        return complete;
    }

    /** The length that the request's head promises: -1 for a chunked body, 0 for none. */
    public long promisedLength() throws IOException {
        BodyFraming framing = BodyFraming.ofRequest(head());
        return framing.kind() == Framing.CHUNKED ? -1 : framing.length();
    }

    public void writeContinue() throws IOException {
        continued = true;
        write(CONTINUE);
    }

    /** Sends these characters as ISO-8859-1 bytes, at once. */
    public void write(String text) throws IOException {
        write(text.getBytes(ISO_8859_1));
    }

    /** Sends these bytes, at once. */
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /** Sends a part of these bytes, at once. */
    public void write(byte[] bytes, int offset, int count) throws IOException {
        connection.write(bytes, offset, count);
    }

    /** Sends these bytes one by one, with a pause after each. */
    public void drip(byte[] bytes, Duration interval) throws IOException {
        for (int i = 0; i < bytes.length; i++) {
            write(bytes, i, 1);
            pause(interval);
        }
    }

    /** Waits; ends early, with an exception, when the client closes the connection or its sending side. */
    public void pause(Duration duration) throws IOException {
        connection.pause(duration);
    }

    /**
     * Says and reads nothing any more. To notice that the client closes, up to 16 KiB are taken off the connection without being looked
     * at; behind more unread bytes its close stays unseen until {@link RecordingShadow#drain()}.
     */
    public void silence() throws IOException {
        record();
        connection.silence();
    }

    /** Ends the connection with a RST. */
    public void reset() throws IOException {
        record();
        ended = true;
        connection.reset();
    }

    /** Ends the connection with a FIN, also when not all of the request was read. */
    public void close() throws IOException {
        record();
        ended = true;
        connection.closeCleanly();
    }

    /** The number of this exchange's connection, from 1. */
    public int connection() {
        return connection.number();
    }

    /** Ends the exchange after its behaviour did: true when the connection can carry another one. */
    boolean finish() throws IOException {
        if (ended || head == null) {
            return false;
        }
        boolean unasked = head.lists("Expect", "100-continue") && !continued && !reader().ended();
        if (unasked
                || head.lists("Connection", "close")
                || !"HTTP/1.1".equals(head.requestLine().version())) {
            close();
            return false;
        }
        readBodySilently();
        return true;
    }

    /** Records the request as far as it was read, if that was not done and anything of it was. */
    void record() {
        if (recorded || rawHead.size() == 0) {
            return;
        }
        recorded = true;
        MessageHead read = head == null ? MessageHead.parse(rawHead.toByteArray(), false) : head;
        ledger.add(connection.number(), read, body == null ? unread() : body.body());
    }

    private static RecordedBody unread() {
        return new RecordedBody(
                Framing.NONE, new byte[0], 0, new BodyCollector(0).digest(), false, Chunks.NONE, List.of());
    }

    private BodyReader reader() throws IOException {
        head();
        if (body == null) {
            throw new IllegalStateException("no body without a head");
        }
        return body;
    }
}
