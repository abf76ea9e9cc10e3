// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Contract suites and a programmable shadow, for our and for other adapters. */
@NullMarked
module io.trafficmirror.testkit {
    exports io.trafficmirror.testkit;
    exports io.trafficmirror.testkit.adapter;
    exports io.trafficmirror.testkit.chaos;
    exports io.trafficmirror.testkit.http;
    exports io.trafficmirror.testkit.jaxrs;
    exports io.trafficmirror.testkit.scenario;
    exports io.trafficmirror.testkit.servlet;
    exports io.trafficmirror.testkit.shadow;
    exports io.trafficmirror.testkit.transport;

    requires transitive io.trafficmirror;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires java.management;
    requires jdk.management;
    requires org.slf4j;
    requires static transitive jakarta.ws.rs;
    requires static transitive jakarta.servlet;
    requires static com.google.errorprone.annotations;
    requires static org.jspecify;
}
