// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What is asked of the responses of copies, as values: what a settings file says and a comparison reads, so that neither needs to know the other. Nothing
 * here compares or judges, and core itself makes no use of it.
 */
package io.trafficmirror.experiment;
