// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What an adapter tells of a live exchange, and what of it is wanted, as the types on which adapters and users build.
 *
 * <p>Whatever feeds a sink has it from the application: nothing is read that the application does not read.
 */
package io.trafficmirror.capture;
