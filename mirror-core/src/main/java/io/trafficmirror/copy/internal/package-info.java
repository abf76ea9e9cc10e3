// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How a copy is composed of what the primary saw, by the rules of its mirror.
 *
 * <p>Not exported.
 */
package io.trafficmirror.copy.internal;
