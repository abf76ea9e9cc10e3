// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** Bytes through TLS. Tasks of the engine, which may take long, run elsewhere. Confined to the loop. */
final class TlsLink implements Link {
    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

    /** Bytes of records that may come in a row without any content: handshakes, tickets, alerts, records of nothing. */
    private static final int MOST_BARE = 256 * 1024;

    /** Bytes that may wait to be taken by a peer that keeps asking for replies. */
    private static final int MOST_OWED = 256 * 1024;

    private final SocketChannel channel;
    private final Buffers buffers;
    private final SSLEngine engine;
    private final Executor offload;
    private final Consumer<Runnable> resume;
    private final UnsentBytes unsent;

    /** Records that were read and not unwrapped yet, from 0 to position. */
    private final ByteBuffer records;

    private final int recordSize;
    private int bare;
    private boolean begun;
    private boolean busy;
    private boolean needsMore = true;
    private boolean ended;
    private boolean torn;
    private boolean broken;

    /** Nobody waits for the handshake any more; written by the loop, read by who works on it. */
    private volatile boolean givenUp;

    /** {@code resume} runs a task on the loop and then visits this connection again. */
    TlsLink(SocketChannel channel, Buffers buffers, SSLEngine engine, Executor offload, Consumer<Runnable> resume) {
        this.channel = channel;
        this.buffers = buffers;
        this.engine = engine;
        this.offload = offload;
        this.resume = resume;
        unsent = new UnsentBytes(channel, buffers.net);
        recordSize = engine.getSession().getPacketBufferSize();
        records = ByteBuffer.allocate(2 * recordSize);
    }

    @Override
    public boolean open() throws IOException {
        if (!begun) {
            begun = true;
            engine.beginHandshake();
        }
        while (!busy) {
            if (broken) {
                throw new SSLException("a task of the handshake failed");
            }
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> {
                    wrap(EMPTY);
                    unsent.flush();
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (needsMore && fill() == 0) {
                        if (torn) {
                            throw new SSLException("the peer ended the connection");
                        }
                        return false;
                    }
                    if (unwrap(buffers.inView.clear()) > 0) {
                        throw new SSLException("content before the handshake is done");
                    }
                    if (ended) {
                        throw new SSLException("the peer closed");
                    }
                }
                case NOT_HANDSHAKING, FINISHED -> {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public boolean waits() {
        return busy;
    }

    @Override
    public int read() throws IOException {
        ByteBuffer plain = buffers.inView.clear();
        if (needsMore && !torn) {
            fill();
        }
        while (!ended && !needsMore && plain.remaining() >= recordSize) {
            unwrap(plain);
            reply();
        }
        if (plain.position() > 0) {
            bare = 0;
            return plain.position();
        }
        return ended ? END : torn ? TORN : NOTHING;
    }

    /** Sends what the peer is owed after a handshake, such as a change of keys. Another handshake, as old TLS has it, is refused. */
    private void reply() throws IOException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> throw new SSLException("the peer wants another handshake");
            case NEED_WRAP -> {
                if (unsent.size() > MOST_OWED) {
                    throw new SSLException("the peer asks for replies that it does not take");
                }
                if (!engine.isOutboundDone()) {
                    wrap(EMPTY);
                }
            }
            default -> {}
        }
    }

    /** Reads records; the number of bytes. */
    private int fill() throws IOException {
        ByteBuffer net = buffers.net.clear();
        net.limit(Math.min(net.capacity(), records.remaining()));
        int bytes = channel.read(net);
        if (bytes < 0) {
            torn = true;
            return 0;
        }
        if (bytes > 0) {
            records.put(net.flip());
            needsMore = false;
            bare += bytes;
            if (bare > MOST_BARE) {
                throw new SSLException("more than " + MOST_BARE + " bytes without content");
            }
        }
        return bytes;
    }

    /** Unwraps one record; the number of bytes of plain text. */
    private int unwrap(ByteBuffer plain) throws IOException {
        records.flip();
        SSLEngineResult result;
        try {
            result = engine.unwrap(records, plain);
        } finally {
            records.compact();
        }
        switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> needsMore = true;
            case CLOSED -> ended = true;
            case BUFFER_OVERFLOW -> throw new SSLException("a record larger than records are");
            case OK -> needsMore = records.position() == 0;
        }
        return result.bytesProduced();
    }

    @Override
    public boolean write(ByteBuffer out) throws IOException {
        while (out.hasRemaining()) {
            wrap(out);
        }
        return unsent.isEmpty();
    }

    @Override
    public boolean write(ByteBuffer out, int atHand) throws IOException {
        return write(out);
    }

    /** Wraps as many records as the buffer takes and writes them. */
    private void wrap(ByteBuffer out) throws IOException {
        ByteBuffer sealed = buffers.sealed.clear();
        do {
            SSLEngineResult result = engine.wrap(out, sealed);
            if (result.getStatus() == Status.CLOSED && out.hasRemaining()) {
                throw new SSLException("the connection is closed");
            }
            if (result.bytesConsumed() == 0 && result.bytesProduced() == 0) {
                if (out.hasRemaining()) {
                    throw new SSLException("the peer wants another handshake");
                }
                break;
            }
        } while (out.hasRemaining() && sealed.remaining() >= recordSize);
        ByteBuffer net = buffers.net.clear().put(sealed.flip()).flip();
        if (unsent.isEmpty()) {
            unsent.write(net);
        } else {
            unsent.add(net);
        }
    }

    private void runTasks() {
        busy = true;
        offload.execute(() -> {
            boolean done = false;
            try {
                done = work();
            } catch (Throwable t) {
                // The handshake is told; without an end to its task it would ask for it again and again.
            } finally {
                boolean failed = !done;
                resume.accept(() -> {
                    busy = false;
                    broken = failed;
                });
            }
        });
    }

    /** Runs what the engine has to do, unless it was given up; true if all is done. */
    private boolean work() {
        Runnable task = givenUp ? null : engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = givenUp ? null : engine.getDelegatedTask();
        }
        return !givenUp;
    }

    @Override
    public boolean flush() throws IOException {
        return unsent.flush();
    }

    @Override
    public boolean wantsWrite() {
        return !unsent.isEmpty();
    }

    @Override
    public boolean buffered() {
        return !needsMore || ended;
    }

    @Override
    public void close() {
        givenUp = true;
        if (busy) {
            return;
        }
        engine.closeOutbound();
        if (unsent.isEmpty() && !torn) {
            try {
                wrap(EMPTY);
            } catch (IOException e) {
                // Nothing depends on whether close_notify arrives.
            }
        }
    }
}
