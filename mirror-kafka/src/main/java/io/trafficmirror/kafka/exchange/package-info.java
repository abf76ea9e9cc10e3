// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** Whole exchanges as records: what is taken out of them before they leave, how they are written, and how a topic of them is read. */
package io.trafficmirror.kafka.exchange;
