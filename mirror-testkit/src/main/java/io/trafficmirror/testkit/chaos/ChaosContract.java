// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

/**
 * What must hold of a primary whatever its shadow does, with this transport between them, as JUnit 5 tests over real sockets. Each
 * lets a shadow fall sick under a busy primary, and checks: no error on the primary, every copy accounted for while the mirror
 * still runs, bytes, copies and threads within their bounds all the time, recovery without a restart, and no thread afterwards.
 *
 * @since 0.1.0
 */
public interface ChaosContract
        extends ChaosConnectContract,
                ChaosAnswerContract,
                ChaosMirrorContract,
                ChaosStreamContract,
                ChaosBreakerContract {}
