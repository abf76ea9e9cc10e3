// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.exporter.FinishedSpan;
import io.micrometer.tracing.exporter.SpanReporter;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A copy has a span of its own, a child of the request's, by either bridge; what is reported is looked at as Micrometer Tracing reports it. */
public abstract class TracingContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CLIENT = "b7ad6b7169203331";

    private final RecordingShadow shadow = RecordingShadow.start();
    private final Queue<FinishedSpan> spans = new ConcurrentLinkedQueue<>();

    /** For one line of Spring Boot. */
    protected TracingContract() {}

    @AfterEach
    final void close() {
        shadow.close();
    }

    private ConfigurableApplicationContext run(Bridge bridge, Map<String, String> more) {
        Map<String, Object> properties = new HashMap<>(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "logging.level.root", "off",
                "spring.security.user.name", "owner",
                "spring.security.user.password", "tea",
                "spring.autoconfigure.exclude", bridge.excludesOther(),
                "management.tracing.sampling.probability", "1.0",
                "mirror.routes.orders.to", shadow.uri().toString(),
                "mirror.limits.ramp-up", "0s",
                "mirror.limits.cpu-share", "1"));
        properties.putAll(more);
        SpringApplication application = new SpringApplication(PageContract.DemoApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(properties);
        SpanReporter reporter = spans::add;
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("reporter", reporter));
        return application.run();
    }

    /** Asks once, and waits until the copy is over and its span was reported, if it has one. */
    private void ask(ConfigurableApplicationContext running, int spansInAll, String... fields) throws Exception {
        int port = running.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (RawHttp client = RawHttp.connect(port)) {
            client.send("GET /orders/1 HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n"
                    + SecurityScenarios.OWNER + "\r\n" + String.join("\r\n", fields)
                    + (fields.length > 0 ? "\r\n" : "") + "\r\n");
            assertThat(client.read().body().text()).isEqualTo("tea");
        }
        TrafficMirror mirror = running.getBean(TrafficMirror.class);
        Awaitility.await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        Awaitility.await().atMost(PATIENCE).until(() -> named("mirror").size() == spansInAll);
        assertThat(mirror.stats().internalErrors()).isZero();
    }

    private String traceparentOf(int copy) {
        return shadow.awaitRequests(copy, PATIENCE)
                .get(copy - 1)
                .header("traceparent")
                .orElse("");
    }

    private List<FinishedSpan> named(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** That of the request: no other has none but the client as its parent. */
    private FinishedSpan request(String parent) {
        List<FinishedSpan> found = spans.stream()
                .filter(span -> parent.isEmpty()
                        ? span.getParentId() == null || span.getParentId().matches("0*")
                        : parent.equals(span.getParentId()))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** Sampled; newer tracers also say that the trace id was drawn by chance. */
    private static String traceparent(FinishedSpan span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-0[13]";
    }

    @ParameterizedTest
    @EnumSource
    void a_copy_has_a_span_below_that_of_the_request(Bridge bridge) throws Exception {
        try (ConfigurableApplicationContext running = run(bridge, Map.of())) {
            ask(running, 1, "traceparent: 00-" + TRACE + "-" + CLIENT + "-01", "baggage: user=7");
            FinishedSpan span = named("mirror").get(0);
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getTags())
                    .containsEntry("shadow", "true")
                    .containsEntry("mirror.route", "orders")
                    .containsEntry("outcome", "answered")
                    .containsEntry("status", "200");
            assertThat(span.getEndTimestamp()).isAfter(span.getStartTimestamp());
            assertThat(span.getError()).isNull();
            assertThat(traceparentOf(1)).matches(traceparent(span));
            assertThat(shadow.requests().get(0).headers("baggage")).containsExactly("user=7");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(span.getParentId())
                            .isEqualTo(request(CLIENT).getSpanId()));

            ask(running, 1, "traceparent: 00-" + TRACE + "-" + CLIENT + "-00");
            assertThat(traceparentOf(2)).startsWith("00-" + TRACE + "-").endsWith("-00");

            spans.clear();
            ask(running, 1);
            FinishedSpan own = named("mirror").get(0);
            assertThat(traceparentOf(3)).matches(traceparent(own));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(own.getParentId()).isEqualTo(request("").getSpanId()));
            assertThat(own.getTraceId()).isEqualTo(request("").getTraceId());

            shadow.close();
            ask(running, 2);
            FinishedSpan lost = named("mirror").get(1);
            assertThat(lost.getTags()).containsEntry("outcome", "connect");
            assertThat(lost.getError()).isNull();
        }
    }

    /** The shadow is told that nothing is sampled, else it would begin a trace itself. */
    @ParameterizedTest
    @EnumSource
    void other_fields_carry_it_and_what_the_primary_does_not_sample_is_told(Bridge bridge) throws Exception {
        Map<String, String> properties =
                Map.of("management.tracing.propagation.type", "b3", "management.tracing.sampling.probability", "0.0");
        try (ConfigurableApplicationContext running = run(bridge, properties)) {
            ask(running, 0);
            assertThat(shadow.awaitRequests(1, PATIENCE).get(0).header("b3").orElse(""))
                    .endsWith("-0");
            ask(running, 1, "b3: " + TRACE + "-" + CLIENT + "-1");
            FinishedSpan span = named("mirror").get(0);
            assertThat(shadow.awaitRequests(2, PATIENCE).get(1).header("b3").orElse(""))
                    .startsWith(TRACE + "-" + span.getSpanId() + "-1");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(span.getParentId())
                            .isEqualTo(request(CLIENT).getSpanId()));
            assertThat(spans)
                    .hasSizeLessThanOrEqualTo(8)
                    .allMatch(reported -> reported.getTraceId().equals(TRACE));
        }
    }

    @Test
    void without_the_option_a_copy_carries_what_the_client_sent() throws Exception {
        String sent = "00-" + TRACE + "-" + CLIENT + "-01";
        try (ConfigurableApplicationContext running = run(Bridge.BRAVE, Map.of("mirror.tracing.span", "false"))) {
            ask(running, 0, "traceparent: " + sent);
        }
        assertThat(spans).isNotEmpty();
        assertThat(named("mirror")).isEmpty();
        assertThat(traceparentOf(1)).isEqualTo(sent);
    }
}
