// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka;

import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What the client's errors say about a record. Stateless. */
final class Refusals {
    private Refusals() {}

    /** Why a record was not taken: the error came before the client had it. */
    static SinkDropReason beforeTaken(Exception error) {
        if (error instanceof RecordTooLargeException) {
            return SinkDropReason.SINK_TOO_LARGE;
        }
        // Its buffer and its wait for metadata both end so.
        return error instanceof TimeoutException ? SinkDropReason.SINK_BLOCKED : SinkDropReason.SINK_FAILED;
    }

    /** Why a record that was on its way is certainly not stored; empty where nobody knows. */
    static Optional<SinkDropReason> onItsWay(Exception error) {
        if (error instanceof RecordTooLargeException) {
            return Optional.of(SinkDropReason.SINK_TOO_LARGE);
        }
        return error instanceof AuthorizationException
                        || error instanceof AuthenticationException
                        || error instanceof InvalidTopicException
                        || error instanceof InvalidConfigurationException
                        || error instanceof UnsupportedVersionException
                ? Optional.of(SinkDropReason.SINK_FAILED)
                : Optional.empty();
    }
}
