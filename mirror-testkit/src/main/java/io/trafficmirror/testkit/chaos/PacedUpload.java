// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/**
 * An upload that is made up as it is read, so that no memory holds it, to a shadow that takes it at the same pace. Confined to one
 * test.
 */
final class PacedUpload {
    static final int STEP = 16 << 10;

    /** How far the upload may be ahead of the shadow. */
    private static final int AHEAD = 4;

    private final Semaphore room = new Semaphore(AHEAD);
    private final SplittableRandom random = new SplittableRandom(7);
    private final byte[] chunk = new byte[STEP];
    private final MessageDigest digest = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A shadow that makes room for the next step with each that it has read. */
    Behaviour pacemaker() {
        return exchange -> {
            exchange.head();
            while (!exchange.read(STEP)) {
                room.release();
            }
            room.release(AHEAD);
            Answer.ok().answer(exchange);
        };
    }

    /** The next step, once there is room for it; valid until the following one. */
    byte[] next() {
        room.acquireUninterruptibly();
        random.nextBytes(chunk);
        digest.update(chunk);
        return chunk;
    }

    /** SHA-256 of all steps, in lower-case hex; may be asked for once. */
    String sha256OfAll() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
