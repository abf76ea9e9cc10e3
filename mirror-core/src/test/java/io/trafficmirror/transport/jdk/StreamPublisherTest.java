// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.BodySource;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One subscriber gets the source, whenever a second one comes. */
class StreamPublisherTest {
    private final StreamPublisher publisher = new StreamPublisher(new Three(), Runnable::run);

    @Test
    void a_second_subscriber_is_never_told_that_it_has_everything() {
        Greedy first = new Greedy();
        publisher.subscribe(first);
        Greedy second = new Greedy();
        publisher.subscribe(second);

        assertThat(first.heard).containsExactly("subscribed", "3 bytes", "complete");
        assertThat(second.heard).containsExactly("subscribed", "IOException");
        assertThat(publisher.isTaken()).isTrue();
    }

    /** Asks for everything at once, as the client does. */
    private static final class Greedy implements Flow.Subscriber<ByteBuffer> {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            heard.add("subscribed");
            subscription.request(Long.MAX_VALUE);
            subscription.cancel();
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            heard.add(bytes.remaining() + " bytes");
        }

        @Override
        public void onError(Throwable fault) {
            heard.add(fault.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            heard.add("complete");
        }
    }

    /** Three bytes that are there already. */
    private static final class Three implements BodySource {
        private @Nullable ByteBuffer piece = ByteBuffer.allocate(3);

        @Override
        public OptionalLong length() {
            return OptionalLong.empty();
        }

        @Override
        public @Nullable ByteBuffer poll() {
            ByteBuffer next = piece;
            piece = null;
            return next;
        }

        @Override
        public State state() {
            return State.ENDED;
        }

        @Override
        public void whenReady(Runnable wake) {
            wake.run();
        }

        @Override
        public void cancel() {
            piece = null;
        }
    }
}
