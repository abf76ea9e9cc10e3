// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import java.io.IOException;
import java.io.OutputStream;

/** Sees what is transferred from a body to somewhere else: first the tap, for it has been read, then the goal. Confined to one thread. */
final class TappedTransfer extends OutputStream {
    private final OutputStream goal;
    private final Tap tap;

    TappedTransfer(OutputStream goal, Tap tap) {
        this.goal = goal;
        this.tap = tap;
    }

    @Override
    public void write(int b) throws IOException {
        tap.write(b);
        goal.write(b);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        tap.write(bytes, 0, bytes.length);
        goal.write(bytes);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        tap.write(bytes, offset, length);
        goal.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        goal.flush();
    }

    @Override
    public void close() throws IOException {
        goal.close();
    }
}
