// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

/**
 * Changes one copy before it leaves: ids of tenants, names of models, accounts for tests. Safe for concurrent use.
 *
 * <p>It is called on a thread of the mirror for each copy, after the rule's edits and with the body complete, never on a request's thread.
 * That thread is shared by all mirrors of one {@code TrafficMirror}, so a slow transformation loses copies: what waits for it longer than a
 * copy may wait in the queue is dropped as {@code queue_expired}, and what does not fit any more as {@code queue_full}.
 *
 * <p>A mirror with a transformation can't stream: a body that leaves while it is read is never whole, and to send it as it came could be
 * what the transformation is there to prevent.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CopyTransform {
    /**
     * The copy as it is to leave.
     *
     * @throws Exception if there is no copy that may leave: it is dropped as {@code transform_failed}
     */
    CopyContent apply(CopyContent copy) throws Exception;
}
