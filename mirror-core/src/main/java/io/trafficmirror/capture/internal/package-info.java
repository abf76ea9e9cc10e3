// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** What the adapters of this project have in common, and is no API. */
package io.trafficmirror.capture.internal;
