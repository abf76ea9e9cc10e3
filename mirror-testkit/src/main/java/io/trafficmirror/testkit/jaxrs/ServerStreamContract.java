// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import org.junit.jupiter.api.Test;

/**
 * A body without a length of which the application reads a part by the stream of the servlet container, past the feature: no part of
 * it may leave as the whole. Needs {@link ServerStreamResource}.
 *
 * @since 0.1.0
 */
public interface ServerStreamContract extends Scenarios {
    @Test
    @Scenario("b43")
    default void a_rest_that_is_read_past_the_feature_leaves_no_copy_of_the_first_part() throws Exception {
        when(Raw.chunked(BASE + "/beside/rest", new String[] {"one two ", "three"}, "Content-Type: text/plain"))
                .answers("one  two three -1")
                .dropped(DropReason.BODY_INCOMPLETE);
    }

    @Test
    @Scenario("b43")
    default void a_body_that_is_read_past_the_feature_leaves_no_empty_copy() throws Exception {
        when(Raw.chunked(BASE + "/beside/all", new String[] {"one two ", "three"}, "Content-Type: text/plain"))
                .answers("one two three -1")
                .dropped(DropReason.BODY_INCOMPLETE);
    }
}
