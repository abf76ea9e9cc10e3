// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import org.jspecify.annotations.Nullable;

/** Something of a server's, as the object that it is. Immutable. */
record Identity(Object object) {
    @Override
    @SuppressWarnings("ReferenceEquality") // the object itself is what is meant
    public boolean equals(@Nullable Object other) {
        return other instanceof Identity that && that.object == object;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(object);
    }
}
