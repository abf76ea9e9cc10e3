// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Which records of one epoch of one instance were merged. Remembers those from the floor on, for none below will be sent any more. Immutable.
 *
 * @param floor the highest floor that a record has named
 * @param madeMillis when the youngest was made, by the replica's clock
 * @param bits the numbers that were merged, from the floor on
 */
record SeenRecords(long floor, long madeMillis, BitSet bits) {
    /** More than one round can have: what is beyond is no number of ours. */
    private static final int MOST = 1 << 20;

    static final SeenRecords NONE = new SeenRecords(0, Long.MIN_VALUE, new BitSet());

    SeenRecords {
        bits = (BitSet) bits.clone();
    }

    @Override
    public BitSet bits() {
        return (BitSet) bits.clone();
    }

    boolean has(long sequence) {
        return sequence < floor || (sequence - floor < MOST && bits.get((int) (sequence - floor)));
    }

    /**
     * With one more record.
     *
     * @throws IllegalArgumentException if its number is further from its floor than any round is long
     */
    SeenRecords with(long sequence, long newFloor, long made) {
        if (sequence - newFloor >= MOST) {
            throw new IllegalArgumentException("sequence: must be less than " + MOST + " above the floor");
        }
        long base = Math.max(floor, newFloor);
        long moved = base - floor;
        BitSet now = moved >= bits.length() ? new BitSet() : bits.get((int) moved, bits.length());
        now.set((int) (sequence - base));
        return new SeenRecords(base, Math.max(madeMillis, made), now);
    }

    byte[] toBytes() {
        byte[] set = bits.toByteArray();
        return ByteBuffer.allocate(16 + set.length)
                .putLong(floor)
                .putLong(madeMillis)
                .put(set)
                .array();
    }

    static SeenRecords of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new SeenRecords(buffer.getLong(), buffer.getLong(), BitSet.valueOf(buffer));
    }
}
