// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Shows what a mirror does and finds, on one page and as JSON. */
@NullMarked
module io.trafficmirror.console {
    requires transitive io.trafficmirror.compare;
    requires com.fasterxml.jackson.core;
    requires org.slf4j;
    requires static com.google.errorprone.annotations;
    requires static jakarta.servlet;
    requires static org.jspecify;

    exports io.trafficmirror.console;
}
