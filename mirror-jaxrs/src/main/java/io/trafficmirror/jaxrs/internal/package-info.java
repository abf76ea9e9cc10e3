// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

/** What must be public for a runtime to find it, and is no API. */
package io.trafficmirror.jaxrs.internal;
