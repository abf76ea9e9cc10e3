// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How octets are read: of paths, queries and names of fields, and of bodies into a hash.
 *
 * <p>For the stages that read heads and bodies. Not exported.
 */
package io.trafficmirror.http.internal;
