// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What every adapter does alike, whatever its server: the entry, who decides among several, the taps on both bodies, and
 * the end. An adapter adds only what its server's API forces on it. Knows the capture and nothing of any server.
 */
package io.trafficmirror.adapter;
