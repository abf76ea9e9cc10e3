// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** What any adapter must do, whatever its server: an application that knows no server, and the contract that is run on it. */
package io.trafficmirror.testkit.adapter;
