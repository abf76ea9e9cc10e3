// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CopyQueueTest {
    private final CopyQueue<String> queue = new CopyQueue<>(2, 1);
    private final Turn<String> a = new Turn<>("a", Turn.NO_KEY);
    private final Turn<String> b = new Turn<>("b", Turn.NO_KEY);
    private final Turn<String> c = new Turn<>("c", Turn.NO_KEY);

    @Test
    void takes_no_more_than_its_capacity() {
        assertThat(queue.offer(a)).isTrue();
        assertThat(queue.isFull()).isFalse();
        assertThat(queue.offer(b)).isTrue();
        assertThat(queue.isFull()).isTrue();
        assertThat(queue.offer(c)).isFalse();
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void gives_first_what_has_waited_longest() {
        queue.offer(a);
        queue.offer(b);

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
        queue.offer(a);
        queue.offer(b);

        assertThat(queue.remove(a)).isTrue();
        assertThat(queue.remove(a)).isFalse();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.offer(c)).as("there is room again").isTrue();
    }

    @Test
    void hands_out_one_of_a_key_once_those_before_it_have_left() {
        CopyQueue<String> keyed = new CopyQueue<>(10, 7);
        Turn<String> first = entered(keyed, "first", 5);
        Turn<String> second = entered(keyed, "second", 5);
        Turn<String> other = entered(keyed, "other", 6);

        assertThat(keyed.offer(second)).isTrue();
        assertThat(keyed.offer(other)).isTrue();
        assertThat(keyed.behindKeys()).isEqualTo(1);
        assertThat(keyed.poll()).as("of another key").isEqualTo("other");
        assertThat(keyed.poll()).as("its turn has not come").isNull();
        assertThat(keyed.peek()).isEqualTo("second");

        assertThat(keyed.offer(first)).isTrue();
        assertThat(keyed.poll()).isEqualTo("first");
        assertThat(keyed.hasReady()).isFalse();
        keyed.leave(first, false);
        assertThat(keyed.poll()).isEqualTo("second");
        assertThat(second.afterLoss).isFalse();
        keyed.leave(second, false);
        keyed.leave(other, false);
        assertThat(keyed.keys()).isZero();
    }

    @Test
    void one_that_is_over_before_its_turn_lets_the_next_one_follow_and_a_loss_is_known_to_all_after_it() {
        CopyQueue<String> keyed = new CopyQueue<>(10, 7);
        Turn<String> first = entered(keyed, "first", 5);
        Turn<String> lost = entered(keyed, "lost", 5);
        Turn<String> third = entered(keyed, "third", 5);
        Turn<String> fourth = entered(keyed, "fourth", 5);
        keyed.offer(lost);
        keyed.offer(third);

        keyed.leave(lost, true);
        assertThat(keyed.size()).as("it waits no more").isEqualTo(1);
        keyed.leave(first, false);
        assertThat(keyed.poll()).isEqualTo("third");
        keyed.leave(third, false);
        keyed.leave(fourth, false);

        assertThat(first.afterLoss).isFalse();
        assertThat(third.afterLoss).isTrue();
        assertThat(fourth.afterLoss).isTrue();
        assertThat(keyed.keys()).isZero();
        assertThat(entered(keyed, "later", 5).afterLoss)
                .as("the key itself was forgotten")
                .isTrue();
        assertThat(entered(keyed, "other", 6).afterLoss).isFalse();
    }

    @Test
    void what_was_refused_before_it_entered_is_a_loss_to_what_enters_after_it() {
        CopyQueue<String> keyed = new CopyQueue<>(10, 7);
        Turn<String> before = entered(keyed, "before", 5);

        keyed.lost(5);

        assertThat(before.afterLoss).isFalse();
        assertThat(entered(keyed, "after", 5).afterLoss).isTrue();
    }

    @Test
    void the_oldest_makes_room_whether_it_has_its_turn_or_not() {
        CopyQueue<String> keyed = new CopyQueue<>(1, 7);
        Turn<String> first = entered(keyed, "first", 5);
        Turn<String> second = entered(keyed, "second", 5);
        Turn<String> other = entered(keyed, "other", 6);
        keyed.offer(second);

        assertThat(keyed.replaceOldest(other)).isEqualTo("second");
        keyed.leave(second, true);
        keyed.leave(first, false);

        assertThat(keyed.poll()).isEqualTo("other");
        assertThat(keyed.poll()).isNull();
        assertThat(keyed.size()).isZero();
    }

    @Test
    void a_key_has_no_more_than_its_part_of_the_queue() {
        CopyQueue<String> keyed = new CopyQueue<>(1000, 7);
        for (int i = 0; i < 126; i++) {
            assertThat(keyed.isLineFull(5)).as("after %s", i).isFalse();
            entered(keyed, "one of many", 5);
        }
        assertThat(keyed.isLineFull(5)).isTrue();
        assertThat(keyed.isLineFull(6)).isFalse();
    }

    @Test
    void keys_that_share_a_bucket_are_two_keys_and_each_is_forgotten_alone() {
        CopyQueue<String> keyed = new CopyQueue<>(5000, 7);
        List<Turn<String>> turns = new ArrayList<>();
        for (int i = 1; i <= 3000; i++) {
            turns.add(entered(keyed, "key " + i, i));
        }
        assertThat(turns).noneMatch(turn -> turn.isBehind);
        assertThat(keyed.keys()).isEqualTo(3000);

        Collections.shuffle(turns, new Random(1));
        for (int i = 0; i < 3000; i++) {
            keyed.leave(turns.get(i), false);
            assertThat(keyed.keys()).isEqualTo(2999 - i);
        }
    }

    private static Turn<String> entered(CopyQueue<String> queue, String name, long key) {
        Turn<String> turn = new Turn<>(name, key);
        queue.enter(turn);
        return turn;
    }
}
