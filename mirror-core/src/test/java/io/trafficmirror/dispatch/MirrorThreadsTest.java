// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads come and go. */
@Timeout(60)
class MirrorThreadsTest {
    private final MirrorThreads threads = new MirrorThreads();

    private boolean runs() throws InterruptedException {
        AtomicBoolean ran = new AtomicBoolean();
        Thread thread = threads.newThread(() -> ran.set(true));
        thread.start();
        thread.join();
        return ran.get();
    }

    @Test
    void a_thread_can_be_made_when_the_last_one_has_ended() throws InterruptedException {
        assertThat(runs()).isTrue();
        assertThat(runs()).isTrue();
        assertThat(threads.alive()).isEmpty();
    }
}
