// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One open connection and the exchange that is on it, if any. Confined to the loop. */
final class Connection implements ChannelOwner, ResponseSink {
    /** Writes of one buffer each before others get their turn. */
    private static final int WRITES_AT_ONCE = 16;

    private final Pool pool;
    private final Buffers buffers;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final Link link;
    private final long maxResponseBytes;
    private final long born;
    private final ResponseParser parser;
    private final Outgoing outgoing = new Outgoing();
    private final Runnable wake;

    private @Nullable WireCall call;
    private boolean open = true;
    private boolean reused;
    private long due = Long.MAX_VALUE;
    private long idleSince;

    private Outgoing.Progress progress = Outgoing.Progress.DONE;
    private boolean writing;
    private int status;
    private long read;
    private boolean wanted;

    Connection(
            Pool pool,
            Buffers buffers,
            SocketChannel channel,
            SelectionKey key,
            Link link,
            long maxResponseBytes,
            long born) {
        this.pool = pool;
        this.buffers = buffers;
        this.channel = channel;
        this.key = key;
        this.link = link;
        this.maxResponseBytes = maxResponseBytes;
        this.born = born;
        parser = new ResponseParser(buffers.cache);
        LoopTask more = new LoopTask(this::sourceReady);
        wake = () -> pool.later(more);
    }

    /** When it was opened, as {@link System#nanoTime}. */
    long born() {
        return born;
    }

    /** Whether bytes of an exchange are on their way that did not go in one piece: the loop must not sleep. */
    boolean streaming() {
        return writing || (call != null && (progress != Outgoing.Progress.DONE || parser.started()));
    }

    /**
     * Whether the peer has neither ended the connection nor sent anything since the last response, and it can be read at all. Costs a
     * system call. Never throws: who asks has a call in hand that would be lost.
     */
    boolean isQuiet() {
        try {
            return link.read() == Link.NOTHING;
        } catch (Throwable t) {
            return false;
        }
    }

    /**
     * The same before each use: it saves requests that must not be sent twice, and answers that nobody asked for. What came before
     * the loop's latest look has been served, and would have closed a connection that was idle by then.
     */
    boolean isQuietAfter(long look) {
        return idleSince < look || isQuiet();
    }

    /** It is idle since that look of the loop, and will be closed at that time if it still is then. */
    void idle(long look, long untilNanos) {
        idleSince = look;
        due = untilNanos;
    }

    /** Sends the request of this call. */
    void begin(WireCall next) {
        due = Long.MAX_VALUE;
        call = next;
        next.connection = this;
        ShadowRequest request = next.request();
        read = 0;
        wanted = true;
        parser.begin(request.method().equals("HEAD"));
        try {
            outgoing.begin(request.body());
            ByteBuffer out = buffers.out.clear();
            RequestHeads heads = buffers.heads;
            heads.write(request);
            if (heads.length() <= out.remaining()) {
                out.put(heads.octets(), 0, heads.length());
            } else {
                link.write(ByteBuffer.wrap(heads.octets(), 0, heads.length()));
            }
            send(out);
        } catch (IOException e) {
            writeFailed();
        } catch (Throwable t) {
            crash(t);
        }
    }

    @Override
    public void selected(int readyOps) {
        try {
            if (writing && (readyOps & SelectionKey.OP_WRITE) != 0) {
                try {
                    goOnWriting();
                } catch (IOException e) {
                    writeFailed();
                }
            }
            if (open && (readyOps & SelectionKey.OP_READ) != 0) {
                receive();
            }
        } catch (SSLException e) {
            fail(FailureReason.TLS, "TLS: " + e.getMessage());
        } catch (IOException e) {
            lost("the connection was reset");
        }
    }

    private void goOnWriting() throws IOException {
        if (!link.flush()) {
            return;
        }
        if (call != null && progress != Outgoing.Progress.DONE) {
            send(buffers.out.clear());
        } else {
            interest(false);
        }
    }

    /** Writes what {@code out} holds already, then content as far as it and the socket go. */
    private void send(ByteBuffer out) throws IOException {
        boolean flushed = true;
        int writes = 0;
        do {
            if (isOver()) {
                crashed();
                return;
            }
            int before = out.position();
            progress = outgoing.fill(out);
            if (progress == Outgoing.Progress.CUT) {
                fail(FailureReason.BODY_CUT, "the streamed body ended before its end");
                return;
            }
            int atHand = outgoing.atHand(out, before);
            out.flip();
            flushed = !out.hasRemaining() ? link.flush() : link.write(out, atHand);
            if (out.hasRemaining()) {
                outgoing.takeBack(out.remaining());
                progress = Outgoing.Progress.FULL;
            }
            out.clear();
        } while (flushed && progress == Outgoing.Progress.FULL && ++writes < WRITES_AT_ONCE);
        interest(!flushed || progress == Outgoing.Progress.FULL);
        BodySource source = outgoing.source();
        if (flushed && progress == Outgoing.Progress.STARVED && source != null) {
            source.whenReady(wake);
        }
    }

    /** Whether the end of the exchange was told: its body is another's memory now, and must not be read. Only a fault can leave it here. */
    private boolean isOver() {
        WireCall of = call;
        return of == null || of.ended();
    }

    private void crashed() {
        outgoing.release();
        call = null;
        close();
    }

    private void sourceReady() {
        if (open && call != null && progress == Outgoing.Progress.STARVED && !writing) {
            try {
                send(buffers.out.clear());
            } catch (IOException e) {
                writeFailed();
            } catch (Throwable t) {
                crash(t);
            }
        }
    }

    /** The peer takes no more; it may have answered before it stopped. */
    private void writeFailed() {
        progress = Outgoing.Progress.FULL;
        try {
            int bytes = Link.NOTHING;
            do {
                bytes = link.read();
            } while (open && bytes > 0 && take(bytes));
        } catch (IOException e) {
            // The end: nothing more can be read.
        }
        lost("the connection ended while the request was written");
    }

    private void receive() throws IOException {
        int bytes;
        do {
            bytes = link.read();
            if (bytes == Link.END || bytes == Link.TORN) {
                ended(bytes == Link.END);
                return;
            }
        } while (bytes > 0 && take(bytes) && link.buffered());
        if (open && link.wantsWrite()) {
            interest(true);
        }
    }

    /** Hands bytes on; false if the connection is closed or idle after that. */
    private boolean take(int bytes) {
        if (call == null) {
            close();
            return false;
        }
        int used;
        try {
            used = parser.feed(buffers.in, 0, bytes, this);
        } catch (BadResponse e) {
            fail(FailureReason.PROTOCOL, e.what());
            return false;
        }
        if (parser.done()) {
            boolean clean = used == bytes && !link.buffered() && progress == Outgoing.Progress.DONE && !writing;
            finish(new Outcome.Answered(status, read, false), clean && parser.reusable());
            return false;
        }
        if (parser.stopped()) {
            finish(new Outcome.Answered(status, read, true), false);
            return false;
        }
        return true;
    }

    private void ended(boolean clean) {
        if (call == null) {
            close();
        } else if (parser.end(clean)) {
            finish(new Outcome.Answered(status, read, false), false);
        } else {
            lost("the connection ended " + parser.whereCut());
        }
    }

    @Override
    public boolean head(int finalStatus, Headers headers, long length) {
        status = finalStatus;
        WireCall of = call;
        if (of != null) {
            of.headers(finalStatus, headers);
        }
        return maxResponseBytes > 0 || length <= 0;
    }

    @Override
    public boolean content(byte[] a, int from, int to) {
        long room = maxResponseBytes - read;
        int bytes = (int) Math.min(room, to - from);
        read += bytes;
        WireCall of = call;
        if (wanted && bytes > 0 && of != null) {
            wanted = of.body(buffers.content.clear().limit(from + bytes).position(from));
        }
        return to - from <= room;
    }

    /** Ends the exchange because somebody gave it up. */
    void abort(Outcome.Failed why) {
        fail(why);
    }

    /** The connection is gone: the request goes to another one if that can do no harm, or has failed. */
    private void lost(String detail) {
        WireCall of = call;
        if (of == null) {
            close();
            return;
        }
        boolean stale = reused && !parser.started() && !outgoing.tookFromStream() && of.aborted() == null;
        if (stale && of.claimRetry()) {
            call = null;
            of.connection = null;
            outgoing.release();
            close();
            pool.retry(of);
        } else {
            fail(FailureReason.RESET, detail);
        }
    }

    private void fail(FailureReason reason, String detail) {
        fail(new Outcome.Failed(reason, detail));
    }

    private void fail(Outcome.Failed why) {
        WireCall of = call;
        Outcome.Failed given = of == null ? null : of.aborted();
        finish(given == null ? why : given, false);
    }

    private void finish(Outcome outcome, boolean reusable) {
        WireCall of = call;
        outgoing.end();
        call = null;
        progress = Outgoing.Progress.DONE;
        try {
            if (!reusable) {
                close();
            }
        } finally {
            if (of != null) {
                pool.end(of, outcome);
            }
        }
        if (reusable) {
            reused = true;
            pool.release(this);
        }
    }

    private void interest(boolean write) {
        if (write != writing && open) {
            writing = write;
            key.interestOps(write ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a key is itself
    public boolean owns(SelectionKey of) {
        return open && of == key;
    }

    @Override
    public long due() {
        return due;
    }

    @Override
    public void expire(long now) {
        if (call == null) {
            close();
        }
    }

    @Override
    public void crash(Throwable fault) {
        if (call == null) {
            close();
        } else {
            fail(Ends.fault(fault));
        }
    }

    /** Closes it and takes it out of the pool. Idempotent. */
    void close() {
        if (open) {
            try {
                discard();
            } finally {
                pool.closed(this);
            }
        }
    }

    @Override
    public void discard() {
        if (open) {
            open = false;
            Pool.close(link, channel);
        }
    }
}
