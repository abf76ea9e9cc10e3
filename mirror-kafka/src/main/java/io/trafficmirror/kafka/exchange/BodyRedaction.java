// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.compare.document.ContentDecoder;
import io.trafficmirror.compare.document.MediaType;
import io.trafficmirror.http.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes secrets out of bodies. Confined to one exchange. */
final class BodyRedaction {
    private final JsonRedaction json;
    private final boolean otherBodies;
    private final int maxBytes;
    private final Pseudonyms pseudonyms;

    BodyRedaction(List<PathPattern> paths, boolean otherBodies, int maxBytes, Pseudonyms pseudonyms) {
        this.json = new JsonRedaction(paths, pseudonyms);
        this.otherBodies = otherBodies;
        this.maxBytes = maxBytes;
        this.pseudonyms = pseudonyms;
    }

    /**
     * What may leave.
     *
     * @param body charged to no budget
     * @param decoded whether its codings were taken off
     */
    record Redacted(HeldBody body, boolean decoded) {}

    /**
     * What may leave of a body.
     *
     * @param fields those of its response
     */
    Redacted of(HeldBody body, Headers fields) {
        if (body.state() != HeldBody.State.WHOLE) {
            return new Redacted(
                    body.state() == HeldBody.State.TRUNCATED ? measured(body) : HeldBody.without(body.state()), false);
        }
        if (body.length() == 0) {
            return new Redacted(HeldBody.of(new byte[0]), false);
        }
        if (body.length() > maxBytes) {
            return new Redacted(measured(body), false);
        }
        byte[] bytes = bytes(body);
        return document(bytes, fields)
                .orElseGet(() ->
                        new Redacted(otherBodies && !isJson(fields) ? HeldBody.of(bytes) : measured(body), false));
    }

    private Optional<Redacted> document(byte[] bytes, Headers fields) {
        if (!isJson(fields)) {
            return Optional.empty();
        }
        String coding = fields.joined("Content-Encoding").orElse("");
        boolean coded = ContentDecoder.isCoded(coding);
        Optional<byte[]> plain =
                coded ? ContentDecoder.decoded(bytes, coding, ExchangeRecord.MAX_BYTES) : Optional.of(bytes);
        try {
            return plain.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Redacted(HeldBody.of(json.of(plain.get())), coded));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether it says so, in a Unicode by which readers of JSON know their bytes (RFC 4627, 3). */
    private static boolean isJson(Headers fields) {
        MediaType media = fields.first("Content-Type").map(MediaType::parse).orElse(MediaType.NONE);
        String type = media.type();
        String charset = media.charset().toLowerCase(Locale.ROOT);
        return (type.equals("application/json") || type.equals("text/json") || type.endsWith("+json"))
                && (charset.isEmpty() || charset.startsWith("utf"));
    }

    /** Its length, and a number that others have which are equal: the hash itself would tell of a short body what it was. */
    private HeldBody measured(HeldBody body) {
        HeldBody.State larger = HeldBody.State.TRUNCATED;
        return body.hash().isPresent()
                ? HeldBody.measured(
                        larger,
                        body.length(),
                        pseudonyms.number(
                                "body " + body.length() + " " + body.hash().getAsLong()))
                : HeldBody.without(larger);
    }

    private static byte[] bytes(HeldBody body) {
        byte[] bytes = new byte[(int) body.length()];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        body.buffers().forEach(into::put);
        return bytes;
    }
}
