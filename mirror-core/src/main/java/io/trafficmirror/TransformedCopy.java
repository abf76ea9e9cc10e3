// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.ChargedBody;
import io.trafficmirror.capture.internal.CopyTicket;
import io.trafficmirror.copy.CopyTransform;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.copy.internal.Transformed;
import io.trafficmirror.dispatch.CopyCall;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.report.internal.News;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A copy that is transformed between its capture and its queue. Whatever the transformation does, the copy behind it ends once. Safe for
 * concurrent use.
 */
final class TransformedCopy implements CopyTicket, News {
    private final CopyCall copy;
    private final MirroredCopy account;
    private final CopyTransform transform;
    private final Transformer transformer;
    private final ByteBudget budget;
    private final long maxAge;
    private volatile Body body = Body.NONE;
    private volatile @Nullable ChargedBody source;
    private volatile boolean reconstructed;
    private volatile long handedOverAt;

    /**
     * A copy that was not captured yet.
     *
     * @param maxAge how long it may wait and be transformed, in nanoseconds
     */
    TransformedCopy(
            CopyCall copy,
            MirroredCopy account,
            CopyTransform transform,
            Transformer transformer,
            ByteBudget budget,
            long maxAge) {
        this.copy = copy;
        this.account = account;
        this.transform = transform;
        this.transformer = transformer;
        this.budget = budget;
        this.maxAge = maxAge;
    }

    void handedOverAt(long now) {
        handedOverAt = now;
    }

    boolean isExpired(long now) {
        return now - handedOverAt > maxAge;
    }

    @Override
    public CaptureRules rules() {
        return copy.rules();
    }

    @Override
    public void captured(Body content, ChargedBody held, boolean rebuilt) {
        body = content;
        source = held;
        reconstructed = rebuilt;
        copy.captured(content, held, rebuilt);
    }

    @Override
    public void leave() {
        transformer.accept(this);
    }

    @Override
    public void streaming(BodySource source) {
        // Refused when the mirror is built; should a ticket be asked all the same, nothing leaves as it came.
        source.cancel();
        copy.dropped(DropReason.TRANSFORM_FAILED);
    }

    @Override
    public void cut(DropReason reason) {
        copy.dropped(reason);
    }

    @Override
    public void dropped(DropReason reason) {
        forget();
        copy.dropped(reason);
    }

    /** What it was made of is charged to nobody any more, and the exchange that knows this may go on for hours. */
    private void forget() {
        body = Body.NONE;
        source = null;
    }

    @Override
    public void recover() {
        copy.recover();
    }

    @Override
    public void tell() {
        try {
            transform();
        } catch (Throwable t) {
            drop(DropReason.TRANSFORM_FAILED);
            throw new TransformFailure(t);
        }
        forget();
        transformer.done(this);
    }

    @Override
    public void lost() {
        drop(transformer.reasonOfLoss());
    }

    /** What an Error keeps from being dropped stays with the transformer, whose sweep drops it. */
    private void drop(DropReason reason) {
        dropped(reason);
        transformer.done(this);
    }

    private void transform() throws Exception {
        Body given = body;
        List<ByteBuffer> buffers = given.buffers();
        long length = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        if (!budget.tryReserve(length)) {
            dropped(DropReason.BYTE_BUDGET);
            return;
        }
        try {
            Optional<byte[]> bytes = bytesOf(buffers, length);
            if (bytes.isPresent()) {
                leaveAs(account.transform(bytes.get(), reconstructed, transform), given);
            }
        } finally {
            budget.release(length);
        }
    }

    private void leaveAs(Transformed made, Body before) {
        if (made.body().length > rules().maxBodyBytes()) {
            dropped(DropReason.BODY_TOO_LARGE);
            return;
        }
        ShadowRequest request = made.request();
        Optional<ChargedBody> held = ChargedBody.charged(
                made.body(),
                request.headers().heapBytes() + 2L * request.rawTarget().length(),
                budget);
        if (held.isEmpty()) {
            dropped(DropReason.BYTE_BUDGET);
            return;
        }
        ChargedBody holding = held.get();
        try {
            account.leavesAs(request);
            copy.replace(
                    made.body().length == 0 && before.buffers().isEmpty() ? before : Body.of(made.body()), holding);
        } finally {
            holding.release();
        }
        copy.leave();
    }

    /** Reads the body as a holder of its own: the copy may end meanwhile, and its memory be another's. Empty if it has ended. */
    private Optional<byte[]> bytesOf(List<ByteBuffer> buffers, long length) {
        ChargedBody holding = source;
        if (holding == null || !holding.tryRetain()) {
            return Optional.empty();
        }
        try {
            ByteBuffer all = ByteBuffer.allocate((int) length);
            buffers.forEach(buffer -> all.put(buffer.duplicate()));
            return Optional.of(all.array());
        } finally {
            holding.release();
        }
    }
}
