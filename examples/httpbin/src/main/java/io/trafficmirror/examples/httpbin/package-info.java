// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A small HTTP request and response service of our own, answering in the JSON shapes of go-httpbin v2. The demo runs
 * it twice in one JVM: as the primary and as the shadow.
 */
@NullMarked
package io.trafficmirror.examples.httpbin;

import org.jspecify.annotations.NullMarked;
