// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a servlet container shows of a request beside the runtime: scenario b42. For a runtime that has an {@link AttributeResource}
 * and an {@link AttributeRecorder} in its container.
 *
 * @since 0.1.0
 */
public interface AttributeContract extends Scenarios {
    /** The answer holds the names of all attributes, and what a listener was told: it is the same with and without us. */
    @Test
    @Scenario("b42")
    default void no_attribute_of_ours_is_seen_and_no_listener_is_told_of_one() throws Exception {
        for (Raw request : List.of(
                Raw.get(BASE + "/attributes", "Connection: keep-alive"),
                Raw.post(BASE + "/attributes", "abc", "Content-Type: text/plain"))) {
            run().begin();
            ScenarioOutcome outcome = when(request).hasStatus(200);
            outcome.copy();
            observed(outcome);
            assertThat(outcome.response().body().text()).contains("told").doesNotContain("trafficmirror");
        }
    }

    /** The rest goes past the feature. What becomes of a body in chunks {@code docs/transparency.md} says. */
    @Test
    @Scenario("b43")
    default void a_part_of_a_body_by_length_is_no_copy() throws Exception {
        when(Raw.post(BASE + "/attributes/beside", "abcdef", "Content-Type: text/plain"))
                .hasStatus(200)
                .dropped(DropReason.BODY_INCOMPLETE);
    }
}
