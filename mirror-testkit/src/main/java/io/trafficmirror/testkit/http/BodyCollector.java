// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.http;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Takes in a body: keeps its bytes up to a cap, above it only length and digest. Confined to one connection.
 *
 * @since 0.1.0
 */
public final class BodyCollector {
    private final long cap;
    private @Nullable ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
    private final MessageDigest digest = sha256();
    private long length;

    public BodyCollector(long cap) {
        this.cap = cap;
    }

    void add(byte[] buffer, int offset, int count) {
        length += count;
        digest.update(buffer, offset, count);
        if (length > cap) {
            kept = null;
        } else if (kept != null) {
            kept.write(buffer, offset, count);
        }
    }

    long length() {
        return length;
    }

    byte @Nullable [] bytes() {
        return kept == null ? null : kept.toByteArray();
    }

    /** The digest so far; may be asked for once. */
    public String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
