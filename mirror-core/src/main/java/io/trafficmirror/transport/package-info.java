// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * How a copy is sent: the SPI that every transport implements.
 *
 * <p>The outcomes and failures that it may tell stand here as well.
 */
package io.trafficmirror.transport;
