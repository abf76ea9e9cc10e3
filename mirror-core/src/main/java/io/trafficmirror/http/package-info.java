// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Heads, fields and bodies of HTTP messages, as values.
 *
 * <p>Imports nothing of ours but its internals.
 */
package io.trafficmirror.http;
