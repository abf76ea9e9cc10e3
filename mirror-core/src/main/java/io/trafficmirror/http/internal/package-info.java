// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/** What several stages need to read heads, and nobody else. Not exported. */
package io.trafficmirror.http.internal;
