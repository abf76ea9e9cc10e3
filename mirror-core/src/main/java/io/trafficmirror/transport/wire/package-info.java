// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** The library's own HTTP/1.1 sender: one event loop per shadow. {@link io.trafficmirror.transport.wire.WireTransport} is the door. */
package io.trafficmirror.transport.wire;
