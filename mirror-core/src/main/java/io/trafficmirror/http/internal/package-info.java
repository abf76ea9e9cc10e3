// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * How octets of queries are read, for the stages that read heads.
 *
 * <p>Not exported.
 */
package io.trafficmirror.http.internal;
