// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of a body are handed over as they pass: counts them, lets those through that have not passed before, and contains
 * whatever a sink throws. Confined to whoever reads or writes the body, one thread at a time.
 *
 * <p>An application may read on the last bytes of its stack, where no call can be had. What is done about an Error there only writes
 * fields, and the sink is told as soon as there is stack again, when the exchange is settled at the latest.
 *
 * @since 0.1.0
 */
public final class Tap {
    private final BodySink sink;
    private final Consumer<Throwable> faults;

    /** Why nothing passes any more; null while something may. Written where no call can be had. */
    @Nullable
    DropReason lost;

    /** A fault that nobody was told of yet. */
    @Nullable
    Throwable fault;

    /** Whether the sink knows that nothing passes any more. */
    private boolean told;

    /** Where the body stands; behind {@link #passed} after the application has reset the stream. */
    private long position;

    private long passed;
    private long marked;

    /** Whether a write of the application is under way: it has begun, and what it wrote has not passed yet. */
    private boolean writing;

    /** Whether the application has ended the body: nobody knows whether the server sends what it writes from now on. */
    private boolean closed;

    /**
     * A tap in front of a sink.
     *
     * @param faults is told of what the sink throws; throws nothing itself
     */
    public Tap(BodySink sink, Consumer<Throwable> faults) {
        this.sink = sink;
        this.faults = faults;
    }

    /** Whether bytes are still wanted. */
    public boolean isOpen() {
        if (lost != null) {
            settle();
            return false;
        }
        try {
            return sink.isOpen();
        } catch (Throwable t) {
            fault = t;
            lost = DropReason.INTERNAL_ERROR;
            try {
                settle();
            } catch (Throwable later) {
                told = false;
            }
            return false;
        }
    }

    /** The bytes that have passed, each counted once. */
    public long passed() {
        return passed;
    }

    /**
     * The server is about to be given something, which passes here once it has taken it. Where that never comes, for the server threw, it may
     * have taken a part.
     */
    public void begin() {
        if (writing && lost == null) {
            lost = DropReason.BODY_ABORTED;
        }
        writing = true;
    }

    /** What the server was given has passed. */
    public void done() {
        writing = false;
    }

    /** Whether the last write was broken off. */
    boolean isBrokenOff() {
        return writing;
    }

    /** The application has ended the body. What passes behind that end makes it one that is not known. */
    public void close() {
        closed = true;
    }

    /** One byte. */
    public void write(int b) {
        if (advance(1) == 0 || lost != null) {
            return;
        }
        try {
            sink.write(b);
        } catch (Throwable t) {
            fault = t;
            lost = DropReason.INTERNAL_ERROR;
            try {
                settle();
            } catch (Throwable later) {
                told = false;
            }
        }
    }

    /** Some bytes of an array. */
    public void write(byte[] bytes, int offset, int length) {
        int fresh = advance(length);
        if (fresh == 0 || lost != null) {
            return;
        }
        try {
            sink.write(bytes, offset + length - fresh, fresh);
        } catch (Throwable t) {
            fault = t;
            lost = DropReason.INTERNAL_ERROR;
            try {
                settle();
            } catch (Throwable later) {
                told = false;
            }
        }
    }

    /** Takes the bytes between two places of a buffer; its position and limit stay. */
    public void write(ByteBuffer bytes, int from, int to) {
        int fresh = advance(to - from);
        if (fresh == 0 || lost != null) {
            return;
        }
        try {
            sink.write(bytes.duplicate().clear().position(to - fresh).limit(to));
        } catch (Throwable t) {
            fault = t;
            lost = DropReason.INTERNAL_ERROR;
            try {
                settle();
            } catch (Throwable later) {
                told = false;
            }
        }
    }

    /** The end of the body was seen. */
    public void end() {
        if (lost != null) {
            settle();
            return;
        }
        try {
            sink.end();
        } catch (Throwable t) {
            fault = t;
            lost = DropReason.INTERNAL_ERROR;
            try {
                settle();
            } catch (Throwable later) {
                told = false;
            }
        }
    }

    /** A fault of ours has hit this body: the application goes on, the copy is given up. */
    public void fault(Throwable t) {
        fault = t;
        lost = DropReason.INTERNAL_ERROR;
        settle();
    }

    /** The body won't be complete. */
    public void fail(DropReason reason) {
        if (lost != null) {
            settle();
            return;
        }
        try {
            sink.fail(reason);
        } catch (Throwable t) {
            fault = t;
            lost = DropReason.INTERNAL_ERROR;
            try {
                settle();
            } catch (Throwable later) {
                told = false;
            }
        }
    }

    /** The application has marked this place in the stream. */
    public void mark() {
        marked = position;
    }

    /** The application has gone back to its mark: what comes now has passed already. */
    public void rewind() {
        position = marked;
    }

    /** The application has taken back all that it wrote. */
    public void restart() {
        position = 0;
        passed = 0;
        writing = false;
        closed = false;
        if (lost != null) {
            return;
        }
        try {
            sink.restart();
        } catch (Throwable t) {
            fault = t;
            lost = DropReason.INTERNAL_ERROR;
            try {
                settle();
            } catch (Throwable later) {
                told = false;
            }
        }
    }

    /** Tells of what was lost, unless it is told. Idempotent; where there is no stack for it, it is left for the next time. */
    public void settle() {
        DropReason reason = lost;
        Throwable untold = fault;
        if (reason == null || (told && untold == null)) {
            return;
        }
        try {
            if (untold != null) {
                faults.accept(untold);
                fault = null;
            }
            if (!told) {
                sink.fail(reason);
                told = true;
            }
        } catch (StackOverflowError e) {
            // Still on the last bytes of a stack: what is not told is left for the next time.
        } catch (Throwable t) {
            told = true; // the sink is beyond help; the exchange ends without this body
            fault = t;
            tellFault();
        }
    }

    private void tellFault() {
        Throwable untold = fault;
        if (untold != null) {
            faults.accept(untold);
            fault = null;
        }
    }

    /** Moves on; returns how many of the bytes, counted from the end, have not passed before. */
    private int advance(int length) {
        writing = false;
        if (closed && length > 0 && lost == null) {
            lost = DropReason.BODY_ABORTED;
        }
        position += length;
        if (position <= passed) {
            return 0;
        }
        int fresh = (int) Math.min(length, position - passed);
        passed = position;
        return fresh;
    }
}
