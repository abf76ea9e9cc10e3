// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What is asked of the responses of copies, as values: a settings file says them, a comparison reads them. Neither needs to know
 * the other, nothing here compares or judges, and core itself makes no use of it.
 */
package io.trafficmirror.experiment;
