// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.ResponseBody;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.transport.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What came of a sent copy. Immutable, apart from the body, which is taken once.
 *
 * @param outcome how it ended
 * @param head the shadow's status and fields; null if there was no answer
 * @param body the shadow's content; null if nobody asked for it
 * @param nanos from the first work on the wire to the end
 * @param headBytes bytes reserved for the heads of request and response, given back once the pair was told or lost
 */
record ShadowSide(
        Outcome outcome,
        @Nullable ResponseHead head,
        @Nullable ResponseBody body,
        long nanos,
        long headBytes) {}
