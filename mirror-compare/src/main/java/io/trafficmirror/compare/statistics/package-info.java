// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Tests that hold at every look: e-values, e-processes and confidence sequences for counts.
 *
 * <p>Nothing here does I/O, keeps time or needs anything but the JDK. Every number depends on counts alone, so that the evidence of
 * several processes merges by addition, exactly, in any order. All logarithms are natural.
 */
package io.trafficmirror.compare.statistics;
