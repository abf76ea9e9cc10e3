// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Takes content codings (RFC 9110, 8.4.1) off a body, up to a limit of what comes out. Stateless.
 *
 * @since 0.1.0
 */
public final class ContentDecoder {
    private static final int PIECE = 8192;
    private static final int MOST_CODINGS = 4;

    private ContentDecoder() {}

    /** Whether this field names a coding at all. */
    public static boolean isCoded(String contentEncoding) {
        String coding = contentEncoding.trim();
        return !coding.isEmpty() && !coding.equalsIgnoreCase("identity");
    }

    /**
     * The bytes without their codings; empty if one is unknown, they are not coded so, or more comes out.
     *
     * @param contentEncoding the Content-Encoding field
     * @param most the most bytes that may come out, 0 or more
     */
    public static Optional<byte[]> decoded(byte[] bytes, String contentEncoding, int most) {
        try {
            byte[] plain = decode(bytes, bytes.length, contentEncoding, most);
            return plain.length <= most ? Optional.of(plain) : Optional.empty();
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    /** The bytes without their codings, which were applied in the order of the field. */
    static byte[] decode(byte[] bytes, int length, String contentEncoding, int most) throws RefusedException {
        String[] codings = contentEncoding.split(",", -1);
        if (codings.length > MOST_CODINGS) {
            throw new RefusedException(Refusal.UNKNOWN_CODING);
        }
        byte[] plain = Arrays.copyOf(bytes, length);
        for (int i = codings.length - 1; i >= 0; i--) {
            plain = decodeOne(plain, codings[i].trim().toLowerCase(Locale.ROOT), most);
        }
        return plain;
    }

    private static byte[] decodeOne(byte[] bytes, String coding, int most) throws RefusedException {
        try {
            InputStream in = new ByteArrayInputStream(bytes);
            return switch (coding) {
                case "identity", "" -> bytes;
                case "gzip", "x-gzip" -> drain(new GZIPInputStream(in, PIECE), most);
                case "deflate" -> drain(new InflaterInputStream(in), most);
                default -> throw new RefusedException(Refusal.UNKNOWN_CODING);
            };
        } catch (IOException e) {
            throw new RefusedException(Refusal.MALFORMED);
        }
    }

    private static byte[] drain(InputStream coded, int most) throws IOException, RefusedException {
        try (InputStream in = coded) {
            byte[] out = new byte[PIECE];
            int size = 0;
            for (int n = in.read(out, 0, out.length); n >= 0; n = in.read(out, size, out.length - size)) {
                size += n;
                if (size > most) {
                    throw new RefusedException(Refusal.TOO_LARGE);
                }
                if (size == out.length) {
                    out = Arrays.copyOf(out, Math.min(out.length * 2, most + 1));
                }
            }
            return Arrays.copyOf(out, size);
        }
    }
}
