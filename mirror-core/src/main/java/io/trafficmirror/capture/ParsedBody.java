// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.io.IOException;

/**
 * A body that can be written again from what a container has parsed. Its making costs next to nothing: what it takes is told before
 * it takes anything, and its bytes are made on a thread of the mirror. Called by one thread at a time.
 *
 * @since 0.1.0
 */
public interface ParsedBody {
    /** Bytes that it will have at least: above a copy's cap nothing of it is taken. */
    long minBytes();

    /** Bytes of memory that it keeps alive from {@link #take} to {@link #close}, estimated from above. They are reserved before. */
    long heldBytes();

    /**
     * Takes what is needed of the request, which is not asked afterwards: the container may use it again at any time. Called once, by the
     * thread that has the request, and only within a reservation.
     *
     * @throws IOException if the container does not have it any more
     */
    void take() throws IOException;

    /**
     * Writes the content, on a thread of the mirror. Called at most once, after {@link #take}.
     *
     * @param sink takes it while it is open; not to be ended
     * @return false if what was taken turns out not to be enough to tell the body
     * @throws IOException if the content can't be read any more
     */
    boolean writeTo(BodySink sink) throws IOException;

    /** Lets go of all that was taken. Called once after {@link #take}, by any thread, whatever came of the body. Throws nothing. */
    void close();
}
