// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.soak;

import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Behaviour;
import io.trafficmirror.testkit.shadow.Drips;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Floods;
import io.trafficmirror.testkit.shadow.Malformed;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes a shadow sick every second second, each time in another way. Safe for concurrent use. */
final class Flapping implements AutoCloseable {
    private static final List<Behaviour> SICK = List.of(
            Fault.silence(Phase.AFTER_REQUEST),
            Fault.reset(Phase.INSIDE_RESPONSE_HEADERS),
            Fault.close(Phase.INSIDE_RESPONSE_BODY),
            Drips.answer(Answer.ok(), Duration.ofMillis(50)),
            Floods.endlessBody(),
            Malformed.BAD_STATUS_LINE,
            Answer.ok().closingUnannounced(),
            Answer.ok().after(Duration.ofMillis(200)));

    private final RecordingShadow shadow;
    private final AtomicInteger changes = new AtomicInteger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    Flapping(RecordingShadow shadow) {
        this.shadow = shadow;
        var unused = timer.scheduleAtFixedRate(this::change, 1, 1, TimeUnit.SECONDS);
    }

    private void change() {
        int change = changes.incrementAndGet();
        if (change % 2 == 0) {
            shadow.behave(Answer.ok());
            shadow.accept();
        } else if (change % 3 == 0) {
            shadow.refuse();
        } else {
            shadow.behave(SICK.get(change / 2 % SICK.size()));
        }
    }

    int changes() {
        return changes.get();
    }

    @Override
    public void close() throws InterruptedException {
        timer.shutdownNow();
        timer.awaitTermination(10, TimeUnit.SECONDS);
    }
}
