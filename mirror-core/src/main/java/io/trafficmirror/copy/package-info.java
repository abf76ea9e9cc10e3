// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a copy looks like, as values: host, fields, edits, marks, transformation.
 *
 * <p>Knows neither queues nor connections.
 */
package io.trafficmirror.copy;
