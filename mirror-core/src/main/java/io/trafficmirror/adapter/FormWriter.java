// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import io.trafficmirror.capture.BodySink;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Writes fields as {@code application/x-www-form-urlencoded}, a piece at a time, for a field may be long. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class FormWriter {
    private static final int PIECE = 1024;

    private final BodySink sink;
    private final Charset charset;
    private boolean begun;

    /** A form that is empty so far. */
    public FormWriter(BodySink sink, Charset charset) {
        this.sink = sink;
        this.charset = charset;
    }

    /** One more field. */
    public void field(String name, String value) {
        if (begun) {
            sink.write('&');
        }
        begun = true;
        encode(name);
        sink.write('=');
        encode(value);
    }

    private void encode(String text) {
        int from = 0;
        while (from < text.length() && sink.isOpen()) {
            int to = Math.min(text.length(), from + PIECE);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            byte[] piece = URLEncoder.encode(text.substring(from, to), charset).getBytes(StandardCharsets.US_ASCII);
            sink.write(piece, 0, piece.length);
            from = to;
        }
    }
}
