// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

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
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * The one thread of a transport that touches sockets. Others hand it calls and tasks, and wake it only if it has said that it
 * sleeps. Everything is safe for concurrent use, unless it says otherwise.
 */
final class EventLoop implements Runnable {
    private static final long AFTER_FAULT_NANOS = 10_000_000;
    private static final Duration LONGEST_GRACE = Duration.ofDays(1);
    private static final long LAST_WAIT_MILLIS = 2_000;

    /** The longest sleep: so late at most is work seen whose giver could not wake the loop. */
    private static final long LONGEST_SLEEP_MILLIS = 1_000;

    private final Selector selector;
    private final CallRing ring;

    /** Whether a thread that said it would wake the loop died of an Error before it did: the next one does it. */
    private volatile boolean unwoken;

    /** Calls that found no room in the ring, or can't wait for others to come along. */
    private final Queue<WireCall> pressing = new ConcurrentLinkedQueue<>();

    private final LoopTasks tasks = new LoopTasks();
    private final Pool pool;
    private final WakeupRate wakeupRate;
    private final Thread thread;

    /** Wakes the thread out of its select. */
    private final Runnable wakeUp;

    private final Consumer<SelectionKey> serve = this::serve;

    /**
     * Set by the loop before it looks for work a last time and sleeps, cleared by whoever wakes it. Both sides write first and
     * read then, in volatile order, so that either the loop sees the work or the giver sees the sleeper.
     */
    private final AtomicReference<Sleep> sleep = new AtomicReference<>(Sleep.NONE);

    private enum Sleep {
        NONE,
        /** Lets calls come together: they don't wake it, whatever else comes does. */
        GATHERING,
        /** Until anything happens. */
        DEEP
    }

    private volatile boolean closed;
    private volatile boolean ended;

    /** When calls under way are given up, as {@link System#nanoTime}; confined to the loop. */
    private long closeBy;

    private boolean closing;

    /** How often all channels were looked at; confined to the loop. */
    private long looks;

    EventLoop(
            TransportSettings settings, Optional<SSLContext> ssl, Lookup lookup, Offload lookups, Offload handshakes) {
        this(settings, ssl, lookup, lookups, handshakes, UnaryOperator.identity());
    }

    /** {@code waker} may put something around what wakes the thread. */
    EventLoop(
            TransportSettings settings,
            Optional<SSLContext> ssl,
            Lookup lookup,
            Offload lookups,
            Offload handshakes,
            UnaryOperator<Runnable> waker) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        wakeUp = waker.apply(selector::wakeup);
        ring = new CallRing(settings.maxConnections());
        wakeupRate = new WakeupRate(settings.maxConnections(), System.nanoTime());
        pool = new Pool(
                this,
                settings,
                new Links(settings.target(), ssl, handshakes, this),
                new Resolver(settings.target(), lookup, lookups, this));
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
            call.end(Ends.CLOSED);
            return;
        }
        boolean patient = !call.isStreamed() && ring.offer(call);
        if (!patient) {
            pressing.add(call);
        }
        wake(patient);
        if (ended) {
            refuseRest();
        }
    }

    /** Runs a task on the loop, soon; never if the loop has ended. */
    void execute(Runnable task) {
        execute(new LoopTask(task));
    }

    /** The same for a task that may wait already, and then runs once. Allocates nothing, and never throws. */
    void execute(LoopTask task) {
        tasks.add(task);
        wake(false);
    }

    /**
     * Never throws: what was handed over is the loop's, and its giver must not think otherwise.
     *
     * @param patient whether it may wait for others to come along
     */
    private void wake(boolean patient) {
        try {
            if (unwoken) {
                wakeUp.run();
                LockSupport.unpark(thread);
                unwoken = false;
            }
            Sleep present = sleep.get();
            if (present == Sleep.NONE || (present == Sleep.GATHERING && patient)) {
                return;
            }
            if (sleep.compareAndSet(present, Sleep.NONE)) {
                if (present == Sleep.DEEP) {
                    wakeUp.run();
                } else {
                    LockSupport.unpark(thread);
                }
            }
        } catch (Throwable t) {
            // No stack or memory is left here. The next giver wakes the loop, or its sleep ends by itself.
            unwoken = true;
        }
    }

    /**
     * Ends the loop: calls may go on for the grace, which is over when the waiting thread is interrupted. Returns when the loop has
     * ended, or soon after the grace; true if an interrupt, which is cleared, ended that.
     */
    boolean close(Duration grace) {
        closed = true;
        long nanos = grace.compareTo(LONGEST_GRACE) < 0 ? grace.toNanos() : LONGEST_GRACE.toNanos();
        endBy(System.nanoTime() + nanos);
        if (Thread.currentThread() == thread) {
            return false;
        }
        try {
            thread.join(nanos / 1_000_000 + LAST_WAIT_MILLIS);
            return false;
        } catch (InterruptedException e) {
            endBy(System.nanoTime());
            joinOnce();
            return true;
        }
    }

    private void joinOnce() {
        try {
            thread.join(LAST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            // A second one: the loop ends without anybody waiting for it.
        }
    }

    private void endBy(long by) {
        execute(() -> {
            closeBy = closing ? Math.min(closeBy, by) : by;
            closing = true;
            pool.closing();
        });
    }

    @Override
    public void run() {
        boolean over = false;
        while (!over) {
            try {
                over = closing && nothingLeft();
                if (!over) {
                    await();
                    pass();
                }
            } catch (Throwable t) {
                recover(t);
            }
        }
        try {
            selector.selectNow();
            selector.close();
        } catch (Throwable t) {
            // Every channel is closed already.
        }
        ended = true;
        refuseRest();
    }

    private boolean nothingLeft() {
        if (System.nanoTime() - closeBy >= 0) {
            pool.shutdown(Ends.CLOSED_MEANWHILE);
            return true;
        }
        if (pool.underWay() > 0 || !ring.isEmpty() || !pressing.isEmpty()) {
            return false;
        }
        pool.shutdown(Ends.CLOSED_MEANWHILE);
        return true;
    }

    /** Waits for work, or lets calls come together, and serves the channels that are ready. */
    private void await() throws IOException {
        long gather = closing || pool.streaming() ? 0 : wakeupRate.gather(pool.underWay());
        if (gather > 0) {
            gather(gather);
            return;
        }
        sleep.set(Sleep.DEEP);
        if (ring.isEmpty() && tasks.isEmpty() && pressing.isEmpty()) {
            looks++;
            selector.select(serve, timeoutMillis());
        } else {
            look();
        }
        sleep.set(Sleep.NONE);
    }

    private void gather(long nanos) throws IOException {
        long until = System.nanoTime() + nanos;
        boolean woken = false;
        for (long left = nanos; left > 0 && !woken && !pool.streaming(); left = until - System.nanoTime()) {
            sleep.set(Sleep.GATHERING);
            if (tasks.isEmpty() && pressing.isEmpty()) {
                LockSupport.parkNanos(WakeupRate.look(left, pool.underWay(), left == nanos));
            }
            woken = sleep.getAndSet(Sleep.NONE) == Sleep.NONE || !tasks.isEmpty() || !pressing.isEmpty();
            look();
        }
    }

    private void look() throws IOException {
        looks++;
        selector.selectNow(serve);
    }

    /** The number of the latest look at all channels: what a peer had sent or ended by then has been served. Confined to the loop. */
    long looks() {
        return looks;
    }

    /** For {@link Selector#select(Consumer, long)}; never 0, which would be for ever. */
    private long timeoutMillis() {
        long due = closing ? Math.min(closeBy, pool.nextDue()) : pool.nextDue();
        long millis = due == Long.MAX_VALUE ? LONGEST_SLEEP_MILLIS : (due - System.nanoTime() + 999_999) / 1_000_000;
        return Math.max(1, Math.min(LONGEST_SLEEP_MILLIS, millis));
    }

    private void pass() {
        if (Thread.interrupted()) {
            // An interrupt means nothing here, and left alone it would close the channels.
            LockSupport.parkNanos(1);
        }
        for (LoopTask task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        int arrived = 0;
        for (WireCall call = ring.take(); call != null; call = ring.take()) {
            pool.accept(call);
            arrived++;
        }
        for (WireCall call = pressing.poll(); call != null; call = pressing.poll()) {
            pool.accept(call);
            arrived++;
        }
        long now = System.nanoTime();
        wakeupRate.arrived(arrived, now);
        pool.expire(now);
        pool.pump(now);
    }

    private void serve(SelectionKey key) {
        if (key.isValid()) {
            serve(key, key.readyOps());
        }
    }

    /** Serves a channel whether it is ready or not. Confined to the loop. */
    void revisit(SelectionKey key) {
        if (key.isValid()) {
            serve(key, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** Who is served may hand its channel on, or lose it by a fault: a channel without an owner would be ready for ever. */
    private static void serve(SelectionKey key, int ops) {
        try {
            owner(key).selected(ops);
        } catch (Throwable t) {
            owner(key).crash(t);
        } finally {
            if (key.isValid() && !owner(key).owns(key)) {
                Pool.close(key.channel());
            }
        }
    }

    private static ChannelOwner owner(SelectionKey key) {
        return (ChannelOwner) key.attachment();
    }

    /** Watches a channel. Confined to the loop. */
    SelectionKey register(SocketChannel channel, int ops, ChannelOwner owner) throws IOException {
        return channel.register(selector, ops, owner);
    }

    /** A fault that no connection answers for: all are given up, and the loop goes on. */
    private void recover(Throwable fault) {
        sleep.set(Sleep.NONE);
        try {
            pool.shutdown(Ends.fault(fault));
        } catch (Throwable t) {
            // What is left ends with the dispatcher's deadline.
        }
        closeAllChannels();
        LockSupport.parkNanos(AFTER_FAULT_NANOS);
    }

    private void closeAllChannels() {
        try {
            for (SelectionKey key : selector.keys()) {
                Pool.close(key.channel());
            }
        } catch (Throwable t) {
            // Those that are left have no owner any more, and close when they are ready.
        }
    }

    private void refuseRest() {
        synchronized (pressing) {
            for (WireCall call = ring.take(); call != null; call = ring.take()) {
                call.end(Ends.CLOSED);
            }
        }
        for (WireCall call = pressing.poll(); call != null; call = pressing.poll()) {
            call.end(Ends.CLOSED);
        }
    }
}
