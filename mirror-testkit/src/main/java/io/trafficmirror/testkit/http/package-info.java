// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** HTTP/1.1 as bytes: messages, framing and a client that shows what came. */
package io.trafficmirror.testkit.http;
