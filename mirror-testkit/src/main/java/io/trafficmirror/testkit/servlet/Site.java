// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a container is to serve.
 *
 * @param application sets up filters and servlets; it gives its static files to a servlet named {@code default}, which the container adds first
 * @param files the application's directory of static files
 * @param accessLog gets every line of the access log, in {@link #LOG_FORMAT}; may be called by several threads
 * @since 0.1.0
 */
public record Site(ServletContainerInitializer application, Path files, Consumer<String> accessLog) {
    /** Method, target, protocol, status and bytes of body, as Tomcat and Undertow write it; Jetty knows {@code %O} in the place of the last. */
    public static final String LOG_FORMAT = "%m %U%q %H %s %B";

    /** The status for which the container dispatches to {@link #ERROR_PAGE}, and no other. */
    public static final int ERROR_STATUS = 499;

    /** The application's page for {@link #ERROR_STATUS}. */
    public static final String ERROR_PAGE = "/bare/error";

    /** The media type that the container itself compresses, from the first byte, for clients that take gzip. */
    public static final String COMPRESSED_TYPE = "text/x-compressed";
}
