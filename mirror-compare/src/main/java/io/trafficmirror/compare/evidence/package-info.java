// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What was seen, as counts. Made of exchanges on one thread, read as an immutable {@link io.trafficmirror.compare.evidence.Evidence}, which is
 * merged with that of other replicas by addition. Judges nothing.
 */
package io.trafficmirror.compare.evidence;
