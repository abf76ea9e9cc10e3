// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.http.Headers;

/** Takes what an {@link ResponseParser} finds. */
interface ResponseSink {
    /** The final head. Length as in {@link ParsedHead}, 0 where there is no content. Returns false to stop. */
    boolean head(int status, Headers headers, long length);

    /** Content in {@code a[from..to)}. Returns false to stop. */
    boolean content(byte[] a, int from, int to);
}
