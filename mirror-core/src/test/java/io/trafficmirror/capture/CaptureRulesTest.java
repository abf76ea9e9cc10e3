// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.trafficmirror.capture.CaptureRules.Parsed;
import org.junit.jupiter.api.Test;

/** A message names the setting, what was given and what is allowed. */
class CaptureRulesTest {
    @Test
    void a_body_cap_is_not_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureRules.DEFAULT.withMaxBodyBytes(-1))
                .withMessage("maxBodyBytes: must be 0 or more, was -1");
    }

    @Test
    void a_stream_buffer_holds_a_page_at_least() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureRules.DEFAULT.withStream(4095))
                .withMessage("streamBufferBytes: must be 4096 or more, was 4095");
    }

    @Test
    void a_streamed_copy_can_not_wait_for_the_response() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureRules.DEFAULT.withStream(4096).afterResponse(StatusCondition.ANY))
                .withMessageStartingWith("stream: true can't go with when: afterResponse");
    }

    @Test
    void a_condition_on_the_status_needs_the_response() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CaptureRules(
                        1,
                        false,
                        4096,
                        CaptureRules.When.REQUEST_COMPLETE,
                        new StatusCondition(200, 299),
                        Parsed.DROP,
                        Parsed.DROP,
                        CaptureRules.RequestBody.COPY))
                .withMessage("statuses: 200..299 needs when: afterResponse");
    }

    @Test
    void nothing_may_be_missing() {
        assertThatNullPointerException()
                .isThrownBy(() -> CaptureRules.DEFAULT.withParsed(null, Parsed.DROP))
                .withMessage("forms");
    }

    @Test
    void what_is_not_copied_can_not_be_streamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureRules.DEFAULT.withStream(4096).withoutBody())
                .withMessage("stream: true can't go with body: none; there is nothing to stream");
    }
}
