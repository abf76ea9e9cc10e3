// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import java.nio.ByteBuffer;

/**
 * The sink of a request's body as its adapter gets it. An Error that comes out of the capture, for want of stack or memory, closes it
 * at once, because a body with a hole must not be sent, puts the exchange among the broken ones, and goes no further. Confined as the sink behind it.
 *
 * <p>What is done about an Error is written out in each method and calls nothing: on the last bytes of a stack a call may fail, while
 * an entered method may write fields and take a lock.
 */
final class GuardedSink implements BodySink {
    private final CapturedExchange exchange;
    private final BodySink sink;
    private boolean broken;

    GuardedSink(CapturedExchange exchange, BodySink sink) {
        this.exchange = exchange;
        this.sink = sink;
    }

    @Override
    public boolean isOpen() {
        return !broken && sink.isOpen();
    }

    @Override
    public void write(int b) {
        if (broken) {
            return;
        }
        try {
            sink.write(b);
        } catch (Throwable t) {
            broken = true;
            synchronized (exchange.openExchanges) {
                exchange.cause = t;
                if (!exchange.isBroken) {
                    exchange.isBroken = true;
                    exchange.nextBroken = exchange.openExchanges.broken;
                    exchange.openExchanges.broken = exchange;
                }
            }
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (broken) {
            return;
        }
        try {
            sink.write(bytes, offset, length);
        } catch (Throwable t) {
            broken = true;
            synchronized (exchange.openExchanges) {
                exchange.cause = t;
                if (!exchange.isBroken) {
                    exchange.isBroken = true;
                    exchange.nextBroken = exchange.openExchanges.broken;
                    exchange.openExchanges.broken = exchange;
                }
            }
        }
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (broken) {
            return;
        }
        try {
            sink.write(bytes);
        } catch (Throwable t) {
            broken = true;
            synchronized (exchange.openExchanges) {
                exchange.cause = t;
                if (!exchange.isBroken) {
                    exchange.isBroken = true;
                    exchange.nextBroken = exchange.openExchanges.broken;
                    exchange.openExchanges.broken = exchange;
                }
            }
        }
    }

    @Override
    public void restart() {}

    @Override
    public void end() {
        if (broken) {
            return;
        }
        try {
            sink.end();
        } catch (Throwable t) {
            broken = true;
            synchronized (exchange.openExchanges) {
                exchange.cause = t;
                if (!exchange.isBroken) {
                    exchange.isBroken = true;
                    exchange.nextBroken = exchange.openExchanges.broken;
                    exchange.openExchanges.broken = exchange;
                }
            }
        }
    }

    @Override
    public void fail(DropReason reason) {
        if (broken) {
            return;
        }
        try {
            sink.fail(reason);
        } catch (Throwable t) {
            broken = true;
            synchronized (exchange.openExchanges) {
                exchange.cause = t;
                if (!exchange.isBroken) {
                    exchange.isBroken = true;
                    exchange.nextBroken = exchange.openExchanges.broken;
                    exchange.openExchanges.broken = exchange;
                }
            }
        }
    }
}
