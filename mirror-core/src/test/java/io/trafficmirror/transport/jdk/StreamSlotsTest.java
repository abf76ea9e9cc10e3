// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamSlotsTest {
    private final StreamSlots slots = new StreamSlots(2);
    private final AtomicInteger tries = new AtomicInteger();

    private Callable<String> failing(int times, String message) {
        return () -> {
            if (tries.incrementAndGet() <= times) {
                throw new IOException(message, new IOException("cause"));
            }
            return "answer";
        };
    }

    @Test
    void what_was_refused_is_tried_again() throws Exception {
        assertThat(slots.call(failing(3, "too many concurrent streams"), () -> true))
                .isEqualTo("answer");
        assertThat(tries).hasValue(4);
    }

    @Test
    void who_is_refused_alone_gives_up() throws Exception {
        assertThatThrownBy(() -> slots.call(failing(1000, "Received RST_STREAM: Stream not processed"), () -> true))
                .isInstanceOf(IOException.class);
        assertThat(tries).satisfies(count -> assertThat(count.get()).isBetween(2, 20));
        assertThat(slots.call(() -> "slot is free", () -> true)).isEqualTo("slot is free");
    }

    @Test
    void nothing_is_repeated_once_an_answer_was_told() {
        assertThatThrownBy(() -> slots.call(failing(1, "too many concurrent streams"), () -> false))
                .isInstanceOf(IOException.class);
        assertThat(tries).hasValue(1);
    }

    @Test
    void no_other_failure_is_repeated() {
        assertThatThrownBy(() -> slots.call(failing(1, "Connection reset"), () -> true))
                .isInstanceOf(IOException.class);
        assertThat(tries).hasValue(1);
    }
}
