// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Matches, samples, captures and sends copies of live HTTP requests. */
@NullMarked
@SuppressWarnings("requires-automatic") // re2j and Micrometer only have automatic names
module io.trafficmirror {
    requires re2j;
    requires java.management;
    requires java.net.http;
    requires jdk.management;
    requires org.slf4j;
    requires static com.google.errorprone.annotations;
    requires static micrometer.core;
    requires static transitive org.jspecify;

    exports io.trafficmirror;
    exports io.trafficmirror.adapter;
    exports io.trafficmirror.capture;
    exports io.trafficmirror.copy;
    exports io.trafficmirror.experiment;
    exports io.trafficmirror.http;
    exports io.trafficmirror.metrics;
    exports io.trafficmirror.report;
    exports io.trafficmirror.route;
    exports io.trafficmirror.sample;
    exports io.trafficmirror.targets;
    exports io.trafficmirror.transport;
    exports io.trafficmirror.transport.jdk;
    exports io.trafficmirror.transport.wire;
}
