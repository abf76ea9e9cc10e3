// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * All of one key that are not over, in the order of their entry. Exists while there is one. Guarded by its {@link CopyQueue}.
 *
 * @param <T> what waits
 */
final class KeyLine<T> {
    final long key;

    @Nullable
    Turn<T> front;

    @Nullable
    Turn<T> last;

    int length;

    /** The next line in the same bucket. */
    @Nullable
    KeyLine<T> next;

    KeyLine(long key) {
        this.key = key;
    }
}
