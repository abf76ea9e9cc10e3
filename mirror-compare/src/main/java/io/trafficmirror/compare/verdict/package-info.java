// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * May the candidate be promoted? The question, the counts that answer it, and the verdict.
 *
 * <p>A verdict is a function of counts and of the question, and of nothing else: the same counts give the same verdict, bit for bit,
 * wherever and in whatever order they were gathered. How it is reached is in {@code docs/verdict.md}.
 */
package io.trafficmirror.compare.verdict;
