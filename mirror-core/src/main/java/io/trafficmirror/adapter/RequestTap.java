// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import io.trafficmirror.capture.BodySink;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter knows of a request's body: which bytes have passed, and whether they were all. Confined to one exchange, one thread
 * at a time.
 *
 * @since 0.1.0
 */
public final class RequestTap {
    private final Tap tap;
    private final BodyKind kind;
    private boolean closed;
    private boolean endedEmpty;

    /**
     * In front of a sink.
     *
     * @param contentType null without one
     * @param faults is told of faults of ours; throws nothing
     */
    public RequestTap(BodySink sink, @Nullable String contentType, Consumer<Throwable> faults) {
        this.tap = new Tap(sink, faults);
        this.kind = BodyKind.of(contentType);
    }

    /** Where the bytes pass. */
    public Tap tap() {
        return tap;
    }

    /** What the body says that it is. */
    public BodyKind kind() {
        return kind;
    }

    /**
     * The application closes the stream or reader. An end that is seen from now on tells nothing of what has passed: Undertow reads
     * the rest and drops it, and says that it has finished.
     */
    public void closing() {
        closed = true;
    }

    /** The body is at its end. Where no byte has passed, a server may have parsed it before, and it only looks empty. */
    public void endSeen() {
        if (closed) {
            return;
        }
        if (tap.passed() == 0 && kind != BodyKind.OTHER) {
            endedEmpty = true;
        } else {
            tap.end();
        }
    }

    /** Whether an end was seen of a body that may have been parsed before. */
    public boolean isEndedEmpty() {
        return endedEmpty;
    }

    /** Whether nothing has passed so far, and it is wanted: what was parsed would do. */
    public boolean isUntouched() {
        return tap.passed() == 0 && tap.isOpen();
    }
}
