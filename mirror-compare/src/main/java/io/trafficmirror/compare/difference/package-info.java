// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** Where two documents differ, in what way, and what became of the value. Knows nothing of exchanges and counts. */
package io.trafficmirror.compare.difference;
