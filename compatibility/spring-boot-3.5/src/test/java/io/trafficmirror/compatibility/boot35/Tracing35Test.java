// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.boot35;

import io.trafficmirror.compatibility.spring.TracingContract;

/** Spans of copies on this line. */
class Tracing35Test extends TracingContract {}
