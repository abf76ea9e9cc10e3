// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import io.trafficmirror.capture.CapturedBody;
import io.trafficmirror.report.MirroredPair;
import java.nio.ByteBuffer;

/** Copies a pair with its bodies, so that it stays valid after the observer's call. Stateless. */
final class PairCopy {
    private PairCopy() {}

    static MirroredPair of(MirroredPair pair) {
        return new MirroredPair(
                pair.mirror(),
                pair.id(),
                pair.request(),
                pair.template(),
                pair.primary(),
                copy(pair.primaryBody()),
                pair.outcome(),
                pair.shadow(),
                copy(pair.shadowBody()),
                pair.shadowTook());
    }

    private static CapturedBody copy(CapturedBody body) {
        return new CapturedBody(
                body.state(),
                body.bytes().stream()
                        .map(buffer -> ByteBuffer.allocate(buffer.remaining())
                                .put(buffer.duplicate())
                                .flip())
                        .toList());
    }
}
