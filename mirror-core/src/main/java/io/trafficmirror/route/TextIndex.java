// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import java.util.Map;

/**
 * A hash table whose user brings the hash and the comparison, so that a part of a text is looked up without being cut out. Keys hash
 * as {@link String#hashCode} does, over whatever the user calls their chars. Immutable.
 *
 * <pre>{@code
 * for (int i = index.first(hash); i >= 0; i = index.next(i, hash)) {
 *     if (equal(index.key(i), ...)) return index.value(i);
 * }
 * }</pre>
 *
 * @param <V> the values
 */
final class TextIndex<V> {
    private final int[] hashes;
    private final String[] keys;
    private final Object[] values;
    private final int mask;
    private final int size;

    private TextIndex(int slots, int size) {
        hashes = new int[slots];
        keys = new String[slots];
        values = new Object[slots];
        mask = slots - 1;
        this.size = size;
    }

    static <V> TextIndex<V> of(Map<String, V> entries) {
        return of(entries, false);
    }

    /** An index whose user hashes from the last char to the first. */
    static <V> TextIndex<V> ofBackward(Map<String, V> entries) {
        return of(entries, true);
    }

    private static <V> TextIndex<V> of(Map<String, V> entries, boolean backward) {
        int slots = Math.max(2, Integer.highestOneBit(Math.max(1, entries.size())) * 4);
        TextIndex<V> index = new TextIndex<>(slots, entries.size());
        entries.forEach((key, value) -> index.put(key, backward ? backwardHash(key) : key.hashCode(), value));
        return index;
    }

    private static int backwardHash(String key) {
        return new StringBuilder(key).reverse().toString().hashCode();
    }

    private void put(String key, int hash, V value) {
        int i = slot(hash);
        while (values[i] != null) {
            i = i + 1 & mask;
        }
        hashes[i] = hash;
        keys[i] = key;
        values[i] = value;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The first place that may hold a key of this hash; -1 if there is none. */
    int first(int hash) {
        return from(slot(hash), hash);
    }

    /** The next such place; -1 if there is none. */
    int next(int place, int hash) {
        return from(place + 1 & mask, hash);
    }

    /** How many places a look-up has looked at when it comes to this one; 1 or a little more, whatever the size. */
    int steps(int place) {
        return (place - slot(hashes[place]) & mask) + 1;
    }

    String key(int place) {
        return keys[place];
    }

    @SuppressWarnings("unchecked") // only put() writes it
    V value(int place) {
        return (V) values[place];
    }

    /** At least half of the slots are empty, so this ends. */
    private int from(int place, int hash) {
        int i = place;
        while (values[i] != null) {
            if (hashes[i] == hash) {
                return i;
            }
            i = i + 1 & mask;
        }
        return -1;
    }

    private int slot(int hash) {
        int spread = hash * 0x9E3779B9;
        return (spread ^ spread >>> 16) & mask;
    }
}
