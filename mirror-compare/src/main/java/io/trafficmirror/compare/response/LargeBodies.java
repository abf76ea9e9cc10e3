// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.document.ContentDecoder;
import io.trafficmirror.http.Headers;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What length and hash prove of bodies of which one is too large to be kept. Immutable. */
final class LargeBodies {
    private final int maxBodyBytes;

    /**
     * A rule.
     *
     * @param maxBodyBytes so much of a body is kept, and at least so much is read of any
     */
    LargeBodies(int maxBodyBytes) {
        this.maxBodyBytes = maxBodyBytes;
    }

    /** In what way they differ, whatever they say; empty if that is not proved. */
    Optional<DifferenceKind> difference(HeldBody primary, Headers primaryFields, HeldBody other, Headers otherFields) {
        if (isAboveLimit(primary) || isAboveLimit(other)) {
            boolean coded = isCoded(primaryFields) || isCoded(otherFields);
            boolean proved = isAboveLimit(primary)
                    ? isBelowLimit(other, otherFields, coded)
                    : isBelowLimit(primary, primaryFields, coded);
            return proved ? Optional.of(DifferenceKind.LENGTH) : Optional.empty();
        }
        boolean large = primary.state() == HeldBody.State.TRUNCATED || other.state() == HeldBody.State.TRUNCATED;
        if (!large || !isMeasured(primary) || !isMeasured(other) || isCoded(primaryFields) || isCoded(otherFields)) {
            return Optional.empty();
        }
        return Optional.of(primary.length() == other.length() ? DifferenceKind.VALUE : DifferenceKind.LENGTH);
    }

    /** Whether there was more of it than is read of any response. */
    private static boolean isAboveLimit(HeldBody body) {
        return body.state() == HeldBody.State.TRUNCATED && body.hash().isEmpty();
    }

    /**
     * Whether what it says is shorter than what is read of any response. No coding makes more than that of what is kept whole; of what is nearly as long
     * as the limit it may.
     *
     * @param coded whether one of the two is coded
     */
    private boolean isBelowLimit(HeldBody body, Headers fields, boolean coded) {
        if (!isCoded(fields)) {
            return body.state() == HeldBody.State.WHOLE
                    || (!coded && body.hash().isPresent());
        }
        return body.state() == HeldBody.State.WHOLE
                && ContentDecoder.decoded(bytes(body), coding(fields), maxBodyBytes)
                        .isPresent();
    }

    private static boolean isMeasured(HeldBody body) {
        return body.state() == HeldBody.State.WHOLE
                || (body.state() == HeldBody.State.TRUNCATED && body.hash().isPresent());
    }

    private static boolean isCoded(Headers fields) {
        return ContentDecoder.isCoded(coding(fields));
    }

    private static String coding(Headers fields) {
        return fields.joined("Content-Encoding").orElse("");
    }

    private static byte[] bytes(HeldBody body) {
        ByteBuffer bytes = ByteBuffer.allocate((int) body.length());
        body.buffers().forEach(bytes::put);
        return bytes.array();
    }
}
