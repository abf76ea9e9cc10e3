// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.compare.difference.DifferenceKind;
import io.trafficmirror.compare.difference.Differences;
import io.trafficmirror.compare.difference.DocumentComparer;
import io.trafficmirror.compare.difference.ExchangeTime;
import io.trafficmirror.compare.difference.PathTable;
import io.trafficmirror.compare.difference.ShownPair;
import io.trafficmirror.compare.difference.ShownValue;
import io.trafficmirror.compare.difference.Transition;
import io.trafficmirror.compare.document.Document;
import io.trafficmirror.compare.document.DocumentLimits;
import io.trafficmirror.compare.document.DocumentReader;
import io.trafficmirror.compare.document.MediaType;
import io.trafficmirror.compare.document.NodeKind;
import io.trafficmirror.compare.document.Refusal;
import io.trafficmirror.http.Headers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Compares the content of two responses. Equal bytes are never parsed. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class BodyComparer {
    private static final MediaType OPAQUE = MediaType.NONE;
    private static final ShownValue ABOVE_LIMIT = new ShownValue("bytes", "above the limit", 0, Optional.empty());

    private final LargeBodies large;
    private final DocumentReader reader;
    private final Document left;
    private final Document right;
    private final DocumentComparer documents = new DocumentComparer();

    /**
     * A comparer.
     *
     * @param maxBodyBytes the most bytes of a body that are kept, 0 or more
     * @param random gives the key of the hashes
     */
    public BodyComparer(DocumentLimits limits, int maxBodyBytes, RandomGenerator random) {
        this.large = new LargeBodies(maxBodyBytes);
        this.reader = new DocumentReader(limits, random);
        this.left = reader.document();
        this.right = reader.document();
    }

    /** Adds what differs; the reason if nothing can be said. */
    Optional<NotComparedReason> compare(
            HeldBody primary,
            Headers primaryFields,
            HeldBody other,
            Headers otherFields,
            PathTable table,
            ExchangeTime time,
            Differences into) {
        if (areSameBytes(primary, other) || table.body().rule().ignore()) {
            return Optional.empty();
        }
        Optional<DifferenceKind> proved = table.body().isFreeOfRules()
                ? large.difference(primary, primaryFields, other, otherFields)
                : Optional.empty();
        if (proved.isPresent()) {
            into.add(table.body(), proved.get(), Transition.UNREAD, () -> bytes(primary, other));
            return Optional.empty();
        }
        Optional<NotComparedReason> unseen = unseen(primary, other, table, into);
        if (unseen.isPresent() || primary.state() != HeldBody.State.WHOLE || other.state() != HeldBody.State.WHOLE) {
            return unseen;
        }
        if (primary.length() == 0 || other.length() == 0) {
            DifferenceKind kind = other.length() == 0 ? DifferenceKind.MISSING : DifferenceKind.EXTRA;
            into.add(table.body(), kind, Transition.OTHER, () -> bytes(primary, other));
            return Optional.empty();
        }
        return documents(primary, primaryFields, other, otherFields, table, time, into);
    }

    /** What can be said where a body is not here. */
    private static Optional<NotComparedReason> unseen(
            HeldBody primary, HeldBody other, PathTable table, Differences into) {
        NotComparedReason reason = switch (primary.state()) {
            case WHOLE -> null;
            case NOT_ASKED, NOT_SEEN, ABORTED -> NotComparedReason.BODY_NOT_SEEN;
            case TRUNCATED -> NotComparedReason.BODY_TOO_LARGE;
            case BYTE_BUDGET -> NotComparedReason.BYTE_BUDGET;
        };
        if (reason != null) {
            return Optional.of(reason);
        }
        return switch (other.state()) {
            case WHOLE -> Optional.empty();
            case NOT_ASKED, NOT_SEEN -> Optional.of(NotComparedReason.BODY_NOT_SEEN);
            case BYTE_BUDGET -> Optional.of(NotComparedReason.BYTE_BUDGET);
            case TRUNCATED -> Optional.of(NotComparedReason.BODY_TOO_LARGE);
            case ABORTED -> {
                into.add(table.body(), DifferenceKind.TRUNCATED, Transition.OTHER, () -> bytes(primary, other));
                yield Optional.empty();
            }
        };
    }

    private Optional<NotComparedReason> documents(
            HeldBody primary,
            Headers primaryFields,
            HeldBody other,
            Headers otherFields,
            PathTable table,
            ExchangeTime time,
            Differences into) {
        Optional<Refusal> here = read(primary, primaryFields, left);
        if (here.isPresent() && here.get() != Refusal.MALFORMED) {
            return Optional.of(NotComparedReason.of(here.get()));
        }
        if (here.isPresent()) {
            // The primary's own body is not what it says: what is left are bytes, and they differ.
            into.add(table.body(), DifferenceKind.VALUE, Transition.OTHER, () -> bytes(primary, other));
            return Optional.empty();
        }
        Optional<Refusal> there = read(other, otherFields, right);
        if (there.isPresent() && there.get() == Refusal.UNKNOWN_CODING) {
            return Optional.of(NotComparedReason.UNKNOWN_CODING);
        }
        if (there.isPresent()) {
            // Broken, or beyond bounds within which the primary's body lies: not the same, whatever it is.
            into.add(table.body(), DifferenceKind.UNPARSABLE, Transition.OTHER, () -> bytes(primary, other));
            return Optional.empty();
        }
        documents.compare(left, right, table.body(), time, into);
        if (hasErrors(right) && !hasErrors(left)) {
            into.add(table.status(), DifferenceKind.STATUS, Transition.GRAPHQL_ERRORS, () -> bytes(primary, other));
        }
        return Optional.empty();
    }

    private static ShownPair bytes(HeldBody primary, HeldBody other) {
        return new ShownPair(bytes(primary), bytes(other));
    }

    private static ShownValue bytes(HeldBody body) {
        if (body.length() > 0) {
            return new ShownValue("bytes", "", body.length(), Optional.empty());
        }
        return body.state() == HeldBody.State.TRUNCATED ? ABOVE_LIMIT : ShownValue.ABSENT;
    }

    private Optional<Refusal> read(HeldBody body, Headers fields, Document into) {
        MediaType type = fields.first("Content-Type").map(MediaType::parse).orElse(OPAQUE);
        return reader.read(
                body.buffers(), type, fields.joined("Content-Encoding").orElse(""), into);
    }

    /** Whether a document looks like the response of GraphQL to a request that failed (GraphQL over HTTP, 6.4). */
    private static boolean hasErrors(Document document) {
        if (document.kind(0) != NodeKind.OBJECT) {
            return false;
        }
        boolean errors = false;
        boolean graph = false;
        for (int node = 1; node < document.next(0); node = document.next(node)) {
            String name = document.name(node);
            errors |= name.equals("errors") && document.kind(node) == NodeKind.ARRAY && document.count(node) > 0;
            graph |= name.equals("data") || name.equals("errors");
            graph &= name.equals("data") || name.equals("errors") || name.equals("extensions");
        }
        return errors && graph;
    }

    /** Whether two bodies are known to be equal byte by byte; by length and hash where one was not kept. */
    static boolean areSameBytes(HeldBody left, HeldBody right) {
        boolean kept = left.state() == HeldBody.State.WHOLE && right.state() == HeldBody.State.WHOLE;
        if (!kept) {
            return left.length() == right.length()
                    && left.hash().isPresent()
                    && left.hash().equals(right.hash());
        }
        return left.length() == right.length() && areEqual(left.buffers(), right.buffers());
    }

    private static boolean areEqual(List<ByteBuffer> left, List<ByteBuffer> right) {
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            ByteBuffer a = left.get(l);
            ByteBuffer b = right.get(r);
            int n = Math.min(a.remaining(), b.remaining());
            if (a.slice(a.position(), n).mismatch(b.slice(b.position(), n)) >= 0) {
                return false;
            }
            a.position(a.position() + n);
            b.position(b.position() + n);
            l += a.hasRemaining() ? 0 : 1;
            r += b.hasRemaining() ? 0 : 1;
        }
        return l == left.size() && r == right.size();
    }
}
