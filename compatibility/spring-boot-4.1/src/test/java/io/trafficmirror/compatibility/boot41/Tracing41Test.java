// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.boot41;

import io.trafficmirror.compatibility.spring.TracingContract;

/** Spans of copies on this line. */
class Tracing41Test extends TracingContract {}
