// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import java.util.Arrays;

/** Makes bodies for tests of the stages behind the capture. Stateless. */
public final class CaptureBody {
    private CaptureBody() {}

    /** A body of one octet, over and over; the caller holds it. */
    public static ChargedBody of(ByteBudget budget, byte octet, int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, octet);
        ByteCollector collector = new ByteCollector(budget);
        if (!collector.add(bytes, 0, size)) {
            throw new AssertionError("no room");
        }
        return collector.take();
    }
}
