// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** A shadow that does what a test tells it, and keeps what it was sent. */
package io.trafficmirror.testkit.shadow;
