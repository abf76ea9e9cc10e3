// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy.internal;

/** A request of which no copy can be sent that means the same. The message says why, without anything that the client sent. */
public final class UnsendableCopyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnsendableCopyException(String why) {
        super(why);
    }
}
