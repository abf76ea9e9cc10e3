// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.Arrays;

/** Numbers in order, in memory that is used again. Confined to one thread. */
final class IntList {
    private static final int MOST_KEPT = 1 << 17;

    private int[] values = new int[16];
    private int size;

    void clear() {
        if (values.length > MOST_KEPT) {
            values = new int[16];
        }
        size = 0;
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int at(int index) {
        return values[index];
    }

    void set(int index, int value) {
        values[index] = value;
    }

    /** Forgets what stands behind the first {@code fewer} numbers. */
    void shrink(int fewer) {
        size = fewer;
    }

    int size() {
        return size;
    }
}
