// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The template under which an observer can group exchanges: scenario b29. */
interface TemplateContract extends Scenarios {
    @Test
    @Scenario("b29")
    default void a_resource_is_named_by_its_template() throws Exception {
        assertThat(template(Raw.get(BASE + "/orders/42"))).isEqualTo(named("/s/orders/{id}"));
        assertThat(template(Raw.get(BASE + "/orders"))).isEqualTo(named("/s/orders"));
    }

    @Test
    @Scenario("b29")
    default void a_resource_behind_a_locator_is_named_as_far_as_the_runtime_knows() throws Exception {
        assertThat(template(Raw.get(BASE + "/orders/42/parts/7"))).isEqualTo(behindLocator());
    }

    @Test
    @Scenario("b29")
    default void a_request_that_no_resource_takes_has_no_template() throws Exception {
        assertThat(template(Raw.get(BASE + "/nowhere/42"))).isEmpty();
    }

    @Test
    @Scenario("b29")
    default void a_resource_that_fails_is_named_too() throws Exception {
        assertThat(template(Raw.post(BASE + "/answer/mapped", "abc", "Content-Type: text/plain")))
                .isEqualTo(named("/s/answer/mapped"));
    }

    /** How a runtime names what it has found. One of REST 3.1 that is taken by the standard alone overrides this: it does not. */
    default Optional<String> named(String template) {
        return Optional.of(template);
    }

    /** The template of a resource that a locator has returned; a runtime that doesn't tell all of it overrides this. */
    default Optional<String> behindLocator() {
        return named("/s/orders/{id}/parts/{part}");
    }

    private Optional<String> template(Raw request) throws IOException {
        ScenarioOutcome outcome = when(request);
        outcome.copy();
        Optional<String> template = outcome.seen().template();
        run().settle();
        run().begin();
        return template;
    }
}
