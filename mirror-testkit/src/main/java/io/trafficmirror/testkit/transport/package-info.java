// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** What a transport must do, for each transport. */
package io.trafficmirror.testkit.transport;
