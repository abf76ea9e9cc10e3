// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Which of the requests of a rule are copied: share, key, cap, ramp, or a sampler of the user.
 *
 * <p>It decides; whoever asks counts.
 */
package io.trafficmirror.sample;
