// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** Whether two responses are the same: status, fields, content. Knows nothing of exchanges and counts. */
package io.trafficmirror.compare.response;
