// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestWatchTest {
    private final RequestWatch watch = new RequestWatch();

    @Test
    void a_request_that_takes_too_long_is_interrupted() {
        watch.run();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** As when the minute is over in the very instant in which the response is. */
    @Test
    void a_request_that_is_over_leaves_no_interrupt_to_the_next_on_its_thread() {
        watch.end();
        watch.run();
        assertThat(Thread.interrupted()).isFalse();
    }
}
