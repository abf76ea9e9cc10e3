// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** Bodies as values: read by their media type, within bounds, with hashes of what they are made of. Knows nothing of comparing. */
package io.trafficmirror.compare.document;
