// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import org.jspecify.annotations.Nullable;

/**
 * A piece of memory in one pair of hands: an array of its own, or a segment out of the pool. With each change of hands a segment gets
 * another one of these, so that nothing that is left over from its former hands can put it into the pool a second time. Confined to
 * whoever holds it, and immutable once the pool has it.
 */
final class Chunk {
    private static final byte[] NONE = new byte[0];

    byte[] bytes = NONE;

    /** Whether the array is a {@link SegmentPool} segment, with its charge. */
    boolean pooled;

    /** The one that was filled before it in the same body. */
    @Nullable
    Chunk before;

    /** What lies under it in the pool, and how many lie there with it. */
    @Nullable
    Chunk below;

    int depth;
}
