// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.targets.TargetState;
import io.trafficmirror.testkit.Signal;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.ShadowExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What reaches a shadow that answers copies of one target only when it is told to. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class HeldCopies {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TrafficMirror mirror;
    private final String target;
    private final CountDownLatch released = new CountDownLatch(1);
    private final Signal signal = new Signal();
    private final List<String> events = new ArrayList<>();

    HeldCopies(TrafficMirror mirror, String target) {
        this.mirror = mirror;
        this.target = target;
    }

    void answer(ShadowExchange exchange) throws IOException {
        String given = exchange.head().requestLine().target();
        exchange.readBody();
        note("got " + given);
        if (given.equals(target)) {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        note("done " + given);
        Answer.ok().answer(exchange);
    }

    private void note(String event) {
        synchronized (this) {
            events.add(event);
        }
        signal.changed();
    }

    /** All that has come and was answered, in order: {@code got /a}, {@code done /a}. */
    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    /** Waits until that has come, or was answered. */
    public void await(String event) {
        assertThat(signal.await(() -> events().contains(event), PATIENCE))
                .as("%s, of %s", event, events())
                .isTrue();
    }

    /** How many copies wait for one before them. */
    public int behind() {
        return mirror.stats().targets().stream()
                .mapToInt(TargetState::behindKeys)
                .sum();
    }

    /** What is held is answered. */
    public void release() {
        released.countDown();
    }
}
