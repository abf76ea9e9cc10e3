// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mark that survives hops, where the user asks for it. */
class BaggageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RecordingShadow shadow = RecordingShadow.start();

    @AfterEach
    void close() {
        shadow.close();
    }

    private static void ask(TestApplication running, String path, String baggage) throws Exception {
        assertThat(running.send(
                                running.port(),
                                "GET " + path + " HTTP/1.1\r\nHost: shop.example\r\nbaggage: " + baggage + "\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    /** All fields of this name as one. */
    private static String baggage(RecordedRequest copy) {
        return copy.headers().stream()
                .filter(line -> line.name().equalsIgnoreCase("baggage"))
                .map(line -> line.value())
                .collect(Collectors.joining(","));
    }

    /** A shadow calls a service with the baggage that it got, and the service calls the primary. */
    @Test
    void what_follows_from_a_copy_is_not_mirrored_again() throws Exception {
        try (TestApplication running = TestApplication.run(
                Orders.class, "mirror.routes.orders.to=" + shadow.uri(), "mirror.tracing.baggage=true")) {
            ask(running, "/orders/1", "user=7");
            String baggage = baggage(shadow.awaitRequests(1, PATIENCE).get(0));
            assertThat(baggage).contains("user=7").contains("shadow=true");
            ask(running, "/orders/2", baggage);
            ask(running, "/orders/3", "user=7");
            shadow.awaitRequests(2, PATIENCE);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> running.mirror().stats().isClosed());
            assertThat(shadow.requests().stream().map(RecordedRequest::target).sorted())
                    .containsExactly("/orders/1", "/orders/3");
        }
    }

    @Test
    void a_share_that_is_changed_and_given_back_leaves_one_mark() throws Exception {
        try (TestApplication running = TestApplication.run(
                Orders.class,
                "mirror.routes.orders.to=" + shadow.uri(),
                "mirror.tracing.baggage=true",
                "management.endpoints.web.exposure.include=mirror",
                "management.endpoint.mirror.access=unrestricted")) {
            change(running, "POST", "{\"percent\":5}");
            change(running, "DELETE", "");
            ask(running, "/orders/1", "user=7");
            assertThat(baggage(shadow.awaitRequests(1, PATIENCE).get(0)))
                    .contains("user=7")
                    .containsOnlyOnce("shadow=true");
        }
    }

    private static void change(TestApplication running, String method, String body) throws Exception {
        assertThat(running.send(
                                running.port(),
                                method + " /actuator/mirror/orders HTTP/1.1\r\nHost: shop.example\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: " + body.length()
                                        + "\r\nConnection: close\r\n\r\n" + body)
                        .status())
                .isBetween(200, 204);
    }

    @Test
    void without_the_option_baggage_is_left_as_it_is_and_says_nothing() throws Exception {
        try (TestApplication running = TestApplication.run(Orders.class, "mirror.routes.orders.to=" + shadow.uri())) {
            ask(running, "/orders/1", "shadow=true");
            assertThat(shadow.awaitRequests(1, PATIENCE).get(0).header("baggage"))
                    .contains("shadow=true");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        shadow=true                 | true
        a=b , shadow = true ; p=1   | true
        shadow=TRUE                 | true
        shadow=truest               | false
        xshadow=true                | false
        a=shadow=true               | false
        shadow                      | false
        =,;,=;                      | false
        """)
    void only_the_member_itself_is_the_mark(String field, boolean isMark) {
        assertThat(ShadowBaggage.isIn(Collections.enumeration(List.of("x=y", field))))
                .isEqualTo(isMark);
    }
}
