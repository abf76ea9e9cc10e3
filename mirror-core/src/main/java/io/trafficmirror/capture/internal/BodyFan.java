// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Gives every byte to each of several sinks. Confined to one thread at a time.
 *
 * @param sinks two or more
 */
record BodyFan(List<BodySink> sinks) implements BodySink {
    @Override
    public boolean isOpen() {
        for (BodySink sink : sinks) {
            if (sink.isOpen()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void write(int b) {
        sinks.forEach(sink -> sink.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        sinks.forEach(sink -> sink.write(bytes, offset, length));
    }

    @Override
    public void write(ByteBuffer bytes) {
        sinks.forEach(sink -> sink.write(bytes));
    }

    @Override
    public void restart() {}

    @Override
    public void end() {
        sinks.forEach(BodySink::end);
    }

    @Override
    public void fail(DropReason reason) {
        sinks.forEach(sink -> sink.fail(reason));
    }
}
