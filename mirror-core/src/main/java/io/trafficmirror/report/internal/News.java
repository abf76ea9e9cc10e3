// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report.internal;

/** Something to tell. Either is called, once. */
@FunctionalInterface
public interface News {
    /** Tells it, on the pump's thread. */
    void tell();

    /** It will not be told; called by any thread. */
    default void lost() {}
}
