// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

/**
 * A 64-bit hash of a text that is the same on every replica and in every version. Stateless.
 *
 * @since 0.1.0
 */
public final class TextHash {
    private TextHash() {}

    /** The hash: FNV-1a over the UTF-16 units, mixed as by Stafford, "Better bit mixing", 2011. */
    public static long of(CharSequence text) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            h = (h ^ text.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        return h ^ (h >>> 31);
    }
}
