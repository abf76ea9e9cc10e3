// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** One verdict over many replicas: see {@link io.trafficmirror.judge.MirrorJudge}. */
package io.trafficmirror.judge;
