// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** What a mirror must withstand while its shadow misbehaves. */
package io.trafficmirror.testkit.chaos;
