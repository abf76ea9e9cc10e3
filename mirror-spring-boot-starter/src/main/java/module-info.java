// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Mirroring by properties, in servlet applications of Spring Boot. Open, for Spring makes its beans by reflection. */
@NullMarked
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Spring only has automatic names
open module io.trafficmirror.spring {
    requires transitive io.trafficmirror;
    requires static io.trafficmirror.compare;
    requires static io.trafficmirror.console;
    requires io.trafficmirror.config;
    requires io.trafficmirror.servlet;
    requires jakarta.servlet;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires spring.beans;
    requires spring.boot;
    requires spring.boot.autoconfigure;
    requires spring.context;
    requires spring.core;
    requires spring.web;
    requires static com.google.errorprone.annotations;
    requires static micrometer.core;
    requires static micrometer.tracing;
    requires static org.jspecify;
    requires static spring.boot.actuator;
    requires static spring.boot.actuator.autoconfigure;
    requires static spring.cloud.context;

    exports io.trafficmirror.spring;
}
