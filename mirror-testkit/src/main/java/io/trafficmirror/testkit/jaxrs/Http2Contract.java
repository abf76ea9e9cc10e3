// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.scenario.Http2Client;
import io.trafficmirror.testkit.scenario.Http2Request;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The scenarios for which it matters that a request comes by HTTP/2. For a runtime's own class, beside {@link JaxrsMirrorContract};
 * its servers must take HTTP/2 in clear text on the same port.
 *
 * @since 0.1.0
 */
public interface Http2Contract extends Scenarios {
    /** The client to ask with. */
    Http2Client http2();

    @Test
    @Scenario({"b3", "b39"})
    default void a_body_of_http2_without_type_and_length_is_copied_whatever_the_method() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            run().begin();
            ScenarioOutcome outcome = run().runScenario(
                            http2(),
                            Http2Request.post(BASE + "/body/text", "abc", "def").by(method),
                            () -> {});
            assertThat(outcome.answer().body()).isEqualTo("abcdef");
            assertThat(outcome.copies("abcdef").method()).isEqualTo(method);
        }
    }

    @Test
    @Scenario({"b5", "b39"})
    default void a_request_of_http2_without_a_body_announces_none() throws Exception {
        RecordedRequest copy = run().runScenario(http2(), Http2Request.get(BASE + "/answer/text"), () -> {})
                .copies("");
        assertThat(copy.header("Content-Length")).isEmpty();
        assertThat(copy.header("Content-Type")).isEmpty();
    }

    @Test
    @Scenario("b30")
    default void crumbs_of_a_cookie_of_http2_are_one_field() throws Exception {
        HeaderLine[] crumbs = {new HeaderLine("cookie", "a=1"), new HeaderLine("cookie", "b=2")};
        RecordedRequest copy = run().runScenario(
                        http2(), Http2Request.get(BASE + "/answer/text").with(crumbs), () -> {})
                .copy();
        assertThat(copy.headers("Cookie")).containsExactly("a=1; b=2");
    }
}
