// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Mirrors the requests that a Servlet 6.0 or 6.1 container serves. */
@NullMarked
module io.trafficmirror.servlet {
    requires transitive io.trafficmirror;
    requires org.slf4j;
    requires static com.google.errorprone.annotations;
    requires static transitive jakarta.servlet;
    requires static org.jspecify;

    uses io.trafficmirror.RouteSource;

    exports io.trafficmirror.servlet;
}
