// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What passes of a live exchange, kept within the byte budget, and when a copy may leave.
 *
 * <p>It reads nothing that the application does not read.
 */
package io.trafficmirror.capture;
