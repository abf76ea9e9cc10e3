// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Where a tee hands its bytes over: counts them, lets those through that have not passed before, and contains whatever a sink
 * throws. Confined to whoever reads or writes the body, one thread at a time.
 */
public final class Tap {
    private final BodySink sink;
    private final Consumer<Throwable> faults;
    private boolean broken;

    /** Where the body stands; behind {@link #passed} after the application has reset the stream. */
    private long position;

    private long passed;
    private long marked;

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
        if (broken) {
            return false;
        }
        try {
            return sink.isOpen();
        } catch (Throwable t) {
            broke(t);
            return false;
        }
    }

    /** The bytes that have passed, each counted once. */
    public long passed() {
        return passed;
    }

    /** One byte. */
    public void write(int b) {
        if (advance(1) == 0 || broken) {
            return;
        }
        try {
            sink.write(b);
        } catch (Throwable t) {
            broke(t);
        }
    }

    /** Some bytes of an array. */
    public void write(byte[] bytes, int offset, int length) {
        int fresh = advance(length);
        if (fresh == 0 || broken) {
            return;
        }
        try {
            sink.write(bytes, offset + length - fresh, fresh);
        } catch (Throwable t) {
            broke(t);
        }
    }

    /** Takes the bytes between two places of a buffer; its position and limit stay. */
    public void write(ByteBuffer bytes, int from, int to) {
        int fresh = advance(to - from);
        if (fresh == 0 || broken) {
            return;
        }
        try {
            sink.write(bytes.duplicate().clear().position(to - fresh).limit(to));
        } catch (Throwable t) {
            broke(t);
        }
    }

    /** The end of the body was seen. */
    public void end() {
        if (broken) {
            return;
        }
        try {
            sink.end();
        } catch (Throwable t) {
            broke(t);
        }
    }

    /** A fault of ours has hit this body. */
    public void fault(Throwable fault) {
        broke(fault);
    }

    /** The body won't be complete. */
    public void fail(DropReason reason) {
        if (broken) {
            return;
        }
        try {
            sink.fail(reason);
        } catch (Throwable t) {
            broke(t);
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
        if (broken) {
            return;
        }
        try {
            sink.restart();
        } catch (Throwable t) {
            broke(t);
        }
    }

    /** Moves on; returns how many of the bytes, counted from the end, have not passed before. */
    private int advance(int length) {
        position += length;
        if (position <= passed) {
            return 0;
        }
        int fresh = (int) Math.min(length, position - passed);
        passed = position;
        return fresh;
    }

    /** A fault of ours: the application goes on, the copy is given up. */
    private void broke(Throwable fault) {
        broken = true;
        faults.accept(fault);
        try {
            sink.fail(DropReason.INTERNAL_ERROR);
        } catch (Throwable t) {
            faults.accept(t); // the sink is beyond help; the exchange ends without this body
        }
    }
}
