// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** Simulations of the verdict: how often it is wrong, and how much it needs. */
package io.trafficmirror.benchmarks.verdict;
