// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.TransportSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * The one thread of a transport that touches sockets. Others hand it calls and tasks, and wake it only if it has said that it
 * sleeps. Everything is safe for concurrent use, unless it says otherwise.
 */
final class EventLoop implements Runnable {
    private static final long AFTER_FAULT_NANOS = 10_000_000;

    private final Selector selector;
    private final CallRing ring;
    private final Queue<WireCall> overflow = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Pool pool;
    private final Pace pace;
    private final Thread thread;
    private final Consumer<SelectionKey> serve = this::serve;

    /**
     * Set by the loop before it looks for work a last time and sleeps, cleared by whoever wakes it. Both sides write first and
     * read then, in volatile order, so that either the loop sees the work or the giver sees the sleeper.
     */
    private final AtomicBoolean asleep = new AtomicBoolean();

    private volatile boolean closed;
    private volatile boolean ended;

    /** When calls under way are given up, as {@link System#nanoTime}; confined to the loop. */
    private long closeBy;

    private boolean closing;

    EventLoop(TransportSettings settings, Optional<SSLContext> ssl, Offload lookups, Offload handshakes) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ring = new CallRing(settings.maxConnections());
        pace = new Pace(settings.maxConnections(), System.nanoTime());
        pool = new Pool(
                this,
                settings,
                new Links(settings.target(), ssl, handshakes, this),
                new Resolver(settings.target(), lookups, this));
        thread = settings.threads().newThread(this);
    }

    /** Starts the thread. */
    void start() {
        thread.start();
    }

    /** The connections; see there what is confined to the loop. */
    Pool pool() {
        return pool;
    }

    /** Hands a call over. */
    void offer(WireCall call) {
        if (closed) {
            call.end(closedOutcome());
            return;
        }
        if (!ring.offer(call)) {
            overflow.add(call);
        }
        wake();
        if (ended) {
            refuseRest();
        }
    }

    /** Runs a task on the loop, soon; never if the loop has ended. */
    void execute(Runnable task) {
        tasks.add(task);
        wake();
    }

    private void wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            selector.wakeup();
        }
    }

    /** Ends the loop: calls may go on for the grace. Returns when it has ended, or soon after the grace. */
    void close(Duration grace) throws InterruptedException {
        closed = true;
        long by =
                System.nanoTime() + Math.min(grace.toNanos(), Duration.ofDays(1).toNanos());
        execute(() -> {
            closeBy = closing ? Math.min(closeBy, by) : by;
            closing = true;
            pool.closing();
        });
        if (Thread.currentThread() != thread) {
            thread.join(Math.max(0, by - System.nanoTime()) / 1_000_000 + 2_000);
        }
    }

    @Override
    public void run() {
        while (!(closing && nothingLeft())) {
            try {
                await();
                pass();
            } catch (Throwable t) {
                recover(t);
            }
        }
        try {
            selector.selectNow();
            selector.close();
        } catch (IOException e) {
            // Every channel is closed already.
        }
        ended = true;
        refuseRest();
    }

    private boolean nothingLeft() {
        if (System.nanoTime() - closeBy >= 0) {
            pool.shutdown(FailureReason.CLOSED, "the transport was closed");
            return true;
        }
        if (pool.underWay() > 0 || !ring.isEmpty() || !overflow.isEmpty()) {
            return false;
        }
        pool.shutdown(FailureReason.CLOSED, "the transport was closed");
        return true;
    }

    /** Waits for work, or sleeps a little so that more comes together, and serves the channels that are ready. */
    private void await() throws IOException {
        long pause = pace.pause(pool.underWay());
        if (pause > 0 && !closing && !pool.streaming()) {
            LockSupport.parkNanos(pause);
            selector.selectNow(serve);
            return;
        }
        asleep.set(true);
        if (ring.isEmpty() && tasks.isEmpty() && overflow.isEmpty()) {
            selector.select(serve, timeoutMillis());
        } else {
            selector.selectNow(serve);
        }
        asleep.set(false);
    }

    /** For {@link Selector#select(Consumer, long)}: 0 is for ever. */
    private long timeoutMillis() {
        long due = closing ? Math.min(closeBy, pool.nextDue()) : pool.nextDue();
        return due == Long.MAX_VALUE ? 0 : Math.max(1, (due - System.nanoTime() + 999_999) / 1_000_000);
    }

    private void pass() {
        if (Thread.interrupted()) {
            // An interrupt means nothing here, and left alone it would close the channels.
            LockSupport.parkNanos(1);
        }
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        int arrived = 0;
        for (WireCall call = ring.take(); call != null; call = ring.take()) {
            pool.accept(call);
            arrived++;
        }
        for (WireCall call = overflow.poll(); call != null; call = overflow.poll()) {
            pool.accept(call);
            arrived++;
        }
        long now = System.nanoTime();
        pace.arrived(arrived, now);
        pool.expire(now);
        pool.pump(now);
    }

    private void serve(SelectionKey key) {
        Watched watched = (Watched) key.attachment();
        try {
            if (key.isValid()) {
                watched.selected(key.readyOps());
            }
        } catch (Throwable t) {
            watched.crash(t);
        }
    }

    /** Serves a channel whether it is ready or not. Confined to the loop. */
    void revisit(SelectionKey key) {
        Watched watched = (Watched) key.attachment();
        try {
            if (key.isValid()) {
                watched.selected(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        } catch (Throwable t) {
            watched.crash(t);
        }
    }

    /** Watches a channel. Confined to the loop. */
    SelectionKey register(SocketChannel channel, int ops, Watched watched) throws IOException {
        return channel.register(selector, ops, watched);
    }

    /** A fault that no connection answers for: all are given up, and the loop goes on. */
    private void recover(Throwable fault) {
        asleep.set(false);
        try {
            pool.shutdown(FailureReason.INTERNAL_ERROR, fault.toString());
        } catch (Throwable t) {
            // What is left ends with the dispatcher's deadline.
        }
        LockSupport.parkNanos(AFTER_FAULT_NANOS);
    }

    private void refuseRest() {
        synchronized (overflow) {
            for (WireCall call = ring.take(); call != null; call = ring.take()) {
                call.end(closedOutcome());
            }
        }
        for (WireCall call = overflow.poll(); call != null; call = overflow.poll()) {
            call.end(closedOutcome());
        }
    }

    private static Outcome.Failed closedOutcome() {
        return new Outcome.Failed(FailureReason.CLOSED, "the transport is closed");
    }
}
