// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.capture.BodySink;

/** The sink of a request's body, as a place for a {@link Seam}. */
public interface RequestSink extends BodySink {}
