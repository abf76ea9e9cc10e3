// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How what passes of a live exchange is kept within the byte budget, and when a copy may leave.
 *
 * <p>It reads nothing that the application does not read. Not exported.
 */
package io.trafficmirror.capture.internal;
