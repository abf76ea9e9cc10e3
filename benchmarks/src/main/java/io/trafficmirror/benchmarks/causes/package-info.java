// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** An application full of noise with faults planted in it: whether a comparison finds them, and nothing else. */
package io.trafficmirror.benchmarks.causes;
