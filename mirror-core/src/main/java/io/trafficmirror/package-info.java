// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The door, and the pipeline behind it, which alone knows the order of the stages.
 *
 * <p>What users name is public; all else is package-private.
 */
package io.trafficmirror;
