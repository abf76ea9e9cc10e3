// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** From rows of counts to the few things that are wrong: rows that belong together, and what their requests have in common. Judges nothing. */
package io.trafficmirror.compare.cause;
