// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import org.jspecify.annotations.Nullable;

/**
 * The hashes of names. A few names make up most of the members of a document, so that the last ones seen are remembered; the tokenizer gives one string
 * for all of the same name, and two strings that are one object are equal at a glance. Confined to one thread.
 */
final class NameHashes {
    private static final int PLACES = 256;

    private final SubtreeHash hash;
    private final @Nullable String[] names = new @Nullable String[PLACES];
    private final long[] hashes = new long[PLACES];
    private char[] chars = new char[64];

    NameHashes(SubtreeHash hash) {
        this.hash = hash;
    }

    long of(String name) {
        int place = name.hashCode() & PLACES - 1;
        if (!name.equals(names[place])) {
            names[place] = name;
            hashes[place] = compute(name);
        }
        return hashes[place];
    }

    private long compute(String name) {
        int length = name.length();
        if (chars.length < length) {
            chars = new char[length];
        }
        name.getChars(0, length, chars, 0);
        return hash.name(chars, length);
    }
}
