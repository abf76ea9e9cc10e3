// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Sends copies over HTTP/1.1 by code of our own: one event loop per shadow.
 *
 * <p>{@link io.trafficmirror.transport.wire.WireTransport} is the door.
 */
package io.trafficmirror.transport.wire;
