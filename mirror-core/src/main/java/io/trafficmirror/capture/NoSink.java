// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.nio.ByteBuffer;

/** The sink of a body that nobody wants. Immutable. */
record NoSink() implements BodySink {
    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public void write(ByteBuffer bytes) {}

    @Override
    public void restart() {}

    @Override
    public void end() {}

    @Override
    public void fail(DropReason reason) {}
}
