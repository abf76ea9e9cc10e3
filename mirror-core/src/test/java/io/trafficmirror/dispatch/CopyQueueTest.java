// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyQueueTest {
    private final CopyQueue<String> queue = new CopyQueue<>(2);

    @Test
    void takes_no_more_than_its_capacity() {
        assertThat(queue.offer("a")).isTrue();
        assertThat(queue.isFull()).isFalse();
        assertThat(queue.offer("b")).isTrue();
        assertThat(queue.isFull()).isTrue();
        assertThat(queue.offer("c")).isFalse();
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void gives_first_what_has_waited_longest() {
        queue.offer("a");
        queue.offer("b");

        assertThat(queue.peek()).isEqualTo("a");
        assertThat(queue.poll()).isEqualTo("a");
        assertThat(queue.poll()).isEqualTo("b");
        assertThat(queue.poll()).isNull();
        assertThat(queue.peek()).isNull();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.size()).isZero();
    }

    @Test
    void an_element_is_removed_once() {
        queue.offer("a");
        queue.offer("b");

        assertThat(queue.remove("a")).isTrue();
        assertThat(queue.remove("a")).isFalse();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.offer("c")).as("there is room again").isTrue();
    }
}
