// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

/**
 * What a mirror's backend is to the primary.
 *
 * @since 0.1.0
 */
public enum Role {
    /** Runs what is to be judged. */
    SHADOW,
    /** Runs the primary's version: how it differs from the primary is noise. */
    CONTROL
}
