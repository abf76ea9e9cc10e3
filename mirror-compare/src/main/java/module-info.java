// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Compares primary, shadow and control, and judges what it saw. */
@NullMarked
@SuppressWarnings("requires-automatic") // HdrHistogram has no descriptor, only a name of its own.
module io.trafficmirror.compare {
    requires transitive io.trafficmirror;
    requires com.fasterxml.jackson.core;
    requires java.xml;
    requires transitive jdk.httpserver;
    requires org.slf4j;
    requires HdrHistogram;
    requires static com.google.errorprone.annotations;
    requires static jakarta.servlet;
    requires static micrometer.core;
    requires static org.jspecify;

    exports io.trafficmirror.compare;
    exports io.trafficmirror.compare.cause;
    exports io.trafficmirror.compare.difference;
    exports io.trafficmirror.compare.document;
    exports io.trafficmirror.compare.evidence;
    exports io.trafficmirror.compare.gate;
    exports io.trafficmirror.compare.metrics;
    exports io.trafficmirror.compare.report;
    exports io.trafficmirror.compare.response;
    exports io.trafficmirror.compare.servlet;
    exports io.trafficmirror.compare.statistics;
    exports io.trafficmirror.compare.verdict;
}
