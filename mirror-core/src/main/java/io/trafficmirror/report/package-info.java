// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What is counted and told: counters, events, and what observers are shown of an exchange.
 *
 * <p>Values, and the queue that carries them to listeners.
 */
package io.trafficmirror.report;
