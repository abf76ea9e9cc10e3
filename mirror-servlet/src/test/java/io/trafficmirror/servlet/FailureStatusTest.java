// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.UnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.OptionalInt;
import org.eclipse.jetty.http.BadMessageException;
import org.junit.jupiter.api.Test;

/**
 * What is foretold where {@code ResponseContract} does not compare it with a client: an exception that makes a servlet unavailable would
 * make it so for all other scenarios.
 */
class FailureStatusTest {
    /** A container's response, of status 200, as far as it is asked. */
    private static HttpServletResponse response(boolean committed) {
        return (HttpServletResponse) Proxy.newProxyInstance(
                FailureStatusTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> method.getName().equals("isCommitted") ? (Object) committed : 200);
    }

    @Test
    void is_that_of_an_application_that_is_not_available() {
        assertThat(FailureStatus.of(new UnavailableException("gone"), response(false)))
                .hasValue(404);
        assertThat(FailureStatus.of(new UnavailableException("soon", 1), response(false)))
                .hasValue(503);
    }

    @Test
    void is_not_known_where_containers_differ() {
        ServletException within = new ServletException(new UnavailableException("gone"));
        assertThat(FailureStatus.of(within, response(false))).isEqualTo(OptionalInt.empty());
        assertThat(FailureStatus.of(new IllegalStateException(new BadMessageException(431, "large")), response(false)))
                .isEqualTo(OptionalInt.empty());
    }

    @Test
    void is_500_of_anything_else_also_of_causes_that_go_in_a_circle() {
        IllegalStateException first = new IllegalStateException("on purpose");
        first.initCause(new IllegalArgumentException(first));
        assertThat(FailureStatus.of(first, response(false))).hasValue(500);
    }

    @Test
    void is_that_which_was_sent() {
        assertThat(FailureStatus.of(new UnavailableException("gone"), response(true)))
                .hasValue(200);
    }
}
