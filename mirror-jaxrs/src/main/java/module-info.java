// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
import org.jspecify.annotations.NullMarked;

/** Mirrors the requests that a Jakarta REST 3.1 or 4.0 runtime serves. */
@NullMarked
@SuppressWarnings("requires-automatic") // Jersey, RESTEasy and CXF only have automatic module names
module io.trafficmirror.jaxrs {
    requires transitive io.trafficmirror;
    requires org.slf4j;
    requires static com.google.errorprone.annotations;
    requires static jakarta.servlet;
    requires static jersey.common;
    requires static jersey.server;
    requires static org.apache.cxf.core;
    requires static org.jspecify;
    requires static resteasy.core;
    requires static resteasy.core.spi;
    requires static transitive jakarta.ws.rs;

    exports io.trafficmirror.jaxrs;

    provides jakarta.ws.rs.core.Feature with
            io.trafficmirror.jaxrs.internal.DiscoveredFeature;
}
