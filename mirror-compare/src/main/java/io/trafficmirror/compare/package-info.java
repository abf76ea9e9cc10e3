// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** The door: an observer that compares the responses of shadows with those of the primary, and keeps what it saw as evidence. */
package io.trafficmirror.compare;
