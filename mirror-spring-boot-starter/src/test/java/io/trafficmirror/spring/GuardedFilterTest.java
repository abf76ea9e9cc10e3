// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.servlet.MirrorFilter;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What is asked of a request before it comes to the mirror's filter is never felt by the application. */
class GuardedFilterTest {
    private final TrafficMirror mirror = TrafficMirror.builder().build();

    @AfterEach
    void close() {
        mirror.close();
    }

    @Test
    void a_question_that_fails_is_not_felt_and_is_counted() throws Exception {
        HttpServletRequest request = showing(() -> {
            throw new OutOfMemoryError("on purpose");
        });
        assertThat(served(request)).isSameAs(request);
        assertThat(mirror.stats().internalErrors()).isOne();
    }

    /** As the Servlet API allows. */
    @Test
    void a_request_that_shows_no_fields_is_served() throws Exception {
        HttpServletRequest request = showing(() -> null);
        assertThat(served(request)).isSameAs(request);
        assertThat(mirror.stats().internalErrors()).isZero();
    }

    private static HttpServletRequest showing(Supplier<Enumeration<String>> fields) {
        return new MockHttpServletRequest("GET", "/orders/1") {
            @Override
            public Enumeration<String> getHeaders(String name) {
                return fields.get();
            }
        };
    }

    /** What the application was given. */
    private ServletRequest served(ServletRequest request) throws Exception {
        MirrorProperties properties =
                new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("mirror", MirrorProperties.class);
        ExcludedPaths excluded =
                ExcludedPaths.of(properties, new MockEnvironment(), GuardedFilterTest.class.getClassLoader());
        AtomicReference<ServletRequest> given = new AtomicReference<>();
        new GuardedFilter(new MirrorFilter(mirror), excluded, true, mirror::fault)
                .doFilter(request, new MockHttpServletResponse(), (asked, answer) -> given.set(asked));
        return given.get();
    }
}
