// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** The verdict for pipelines: one handler for the gates of Argo Rollouts, Flagger, Spinnaker and scripts, and a server for it. */
package io.trafficmirror.compare.gate;
