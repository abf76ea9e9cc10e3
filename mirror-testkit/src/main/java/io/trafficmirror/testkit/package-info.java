// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** What contract suites share: what a mirror tells, and threads that a test waits for. */
package io.trafficmirror.testkit;
