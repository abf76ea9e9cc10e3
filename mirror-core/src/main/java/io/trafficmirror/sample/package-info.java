// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Which of the requests of a rule are copied, as values: share, key, cap, order, or a sampler of the user.
 *
 * <p>It says what is wanted; {@code sample.internal} decides.
 */
package io.trafficmirror.sample;
