// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.ConfigurableWebApplicationContext;

/** Settings that can't be used end the start, and the analysis names the property, what was given and what is allowed. */
class FailedStartTest {
    private static final String TO = "mirror.routes.orders.to=http://127.0.0.1:9";

    private static String analysis(String... properties) {
        Throwable[] failure = new Throwable[1];
        new WebApplicationContextRunner(FailedStartTest::context)
                .withConfiguration(AutoConfigurations.of(MirrorAutoConfiguration.class))
                .withPropertyValues(properties)
                .run(context -> failure[0] = context.getStartupFailure());
        return analysis(failure[0]);
    }

    /** A context with the context path that the container would have. */
    private static ConfigurableWebApplicationContext context() {
        AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext() {
            @Override
            protected void onRefresh() {
                super.onRefresh();
                MockServletContext servlets = new MockServletContext();
                servlets.setContextPath(getEnvironment().getProperty("server.servlet.context-path", ""));
                setServletContext(servlets);
            }
        };
        return context;
    }

    private static String analysis(Throwable failure) {
        assertThat(failure).as("the start").isNotNull();
        FailureAnalyzer analyzer =
                SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(FailureAnalyzer.class, (type, name, others) -> {})
                        .stream()
                        .filter(MirrorFailureAnalyzer.class::isInstance)
                        .findFirst()
                        .orElseThrow();
        FailureAnalysis analysis = analyzer.analyze(failure);
        assertThat(analysis).as("the analysis of %s", failure).isNotNull();
        return analysis.getDescription();
    }

    @Test
    void an_application_does_not_start() {
        Throwable failure = catchThrowable(() -> TestApplication.run(
                        Orders.class,
                        TO,
                        "mirror.routes.orders.path-prefix=/orders",
                        "server.servlet.context-path=/shop")
                .close());
        assertThat(analysis(failure)).contains("route orders: can never match");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        percent=101                     | orders.percent              | must be a number, 0..100, was 101
        percent=                        | orders.percent              | must be a number, was empty
        fraction.numerator=             | orders.fraction.numerator   | must be a number, was empty
        percent=ten                     | orders.percent              | must be a number, 0..100, was "ten"
        percnt=10                       | orders.percnt               | is not known here; is percent meant?; allowed: to, percent, fraction
        path-prefix=orders              | orders.path-prefix          | was "orders"
        method=get                      | orders.method               | must be one of CONNECT, DELETE, GET
        hostnames[0]=a b                | orders.hostnames[0]         | was "a b"
        hostnames=good.example,a b      | orders.hostnames            | was "a b"
        path-regex=(                    | orders.path-regex           | (
        limits.max-queued=0             | orders.limits.max-queued    | must be a number, 1..1000000, was 0
        limits.deadline=soon            | orders.limits.deadline      | must be a duration such as 500ms, 10s or 1m30s
        limits.max-queud=1              | orders.limits.max-queud     | is not known here; is max-queued meant?; allowed: max-queued
        breaker.window=20000            | orders.breaker.window       | must be a number, 1..10000, was 20000
        when=later                      | orders.when                 | must be one of afterResponse, requestComplete
        sampling.copies=11              | orders.sampling.copies      | must be a number, 1..10, was 11
        max-body-bytes=2 MB             | orders.max-body-bytes       | a size of 0..2147483647 bytes
        stream=maybe                    | orders.stream               | must be true or false, was "maybe"
        host=elsewhere                  | orders.host                 | must be one of target, original, shadow-suffix
        drop-headers[0]=a b             | orders.drop-headers[0]      | "a b"
        except=orders                   | orders.except               | was "orders"
        """)
    void a_value_that_is_not_allowed_is_named(String property, String named, String message) {
        assertThat(analysis(TO, "mirror.routes.orders." + property))
                .contains("mirror.routes." + named)
                .contains(message);
    }

    @Test
    void an_empty_share_of_a_control_is_named() {
        assertThat(analysis(
                        TO,
                        "mirror.routes.orders.control.to=http://127.0.0.1:10",
                        "mirror.routes.orders.control.percent="))
                .contains("mirror.routes.orders.control.percent")
                .contains("must be a number, was empty");
    }

    @Test
    void a_route_without_a_shadow_is_named() {
        assertThat(analysis("mirror.routes.orders.percent=10"))
                .contains("mirror.routes.orders.to: must be where the shadow listens, such as http://orders-v2:8080");
    }

    @Test
    void a_shadow_that_is_no_origin_is_named_without_what_may_be_a_secret() {
        assertThat(analysis("mirror.routes.orders.to=http://user:secret@shadow:8080"))
                .contains("mirror.routes.orders.to")
                .doesNotContain("secret");
    }

    @Test
    void two_kinds_of_path_are_named() {
        assertThat(analysis(TO, "mirror.routes.orders.path-prefix=/a", "mirror.routes.orders.path-exact=/b"))
                .contains("mirror.routes.orders: must have one of path-prefix, path-exact, path-regex, was given"
                        + " path-prefix and path-exact");
    }

    @Test
    void every_error_is_told_at_once() {
        assertThat(analysis(TO, "mirror.routes.orders.percent=101", "mirror.routes.users.percent=5"))
                .contains("mirror.routes.orders.percent")
                .contains("mirror.routes.users.to");
    }

    @Test
    void a_route_that_another_hides_can_never_match() {
        assertThat(analysis(TO, "mirror.routes.users.to=http://127.0.0.1:10"))
                .contains("mirror.routes.users")
                .contains("can never match: rule 0 of route orders has the same conditions and comes first");
    }

    @Test
    void a_route_outside_the_context_path_can_never_match() {
        assertThat(analysis(TO, "mirror.routes.orders.path-prefix=/orders", "server.servlet.context-path=/shop"))
                .contains("route orders: can never match: every path of this application begins with the context path"
                        + " /shop, the path given was /orders; /shop/orders may be what is meant");
    }

    @Test
    void a_bound_out_of_its_range_is_named() {
        assertThat(analysis("mirror.limits.max-bytes-held=1KB"))
                .contains("mirror.limits.max-bytes-held: maxBytesHeld: must be 65536 or more, was 1024");
    }

    @Test
    void a_manifest_that_is_not_there_is_named() {
        assertThat(analysis("mirror.manifests=/nowhere/routes.yaml"))
                .contains("mirror.manifests: /nowhere/routes.yaml");
    }

    @Test
    void an_excluded_path_that_is_everything_is_refused() {
        assertThat(analysis(TO, "mirror.exclude=/"))
                .contains("mirror.exclude: must be paths such as /internal, not the root, was \"/\"");
    }
}
