// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.chaos.BoundsWatch;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An appender that blocks harms nobody: no request, no transport, no deadline. */
class LoggingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Blocks whoever writes a warning, until it is let go. */
    private static final class Blocking extends UnsynchronizedAppenderBase<ILoggingEvent> {
        private final CountDownLatch free = new CountDownLatch(1);
        private final Queue<String> written = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            boolean interrupted = false;
            while (free.getCount() > 0) {
                try {
                    free.await();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            written.add(event.getFormattedMessage());
        }
    }

    @Test
    void deadlines_hold_and_requests_go_on_while_the_log_blocks() {
        Logger logger = (Logger) LoggerFactory.getLogger(TrafficMirror.class);
        Blocking appender = new Blocking();
        appender.start();
        try (RecordingShadow shadow = RecordingShadow.start()) {
            shadow.behave(Fault.silence(Phase.AFTER_REQUEST));
            TrafficMirror mirror = TrafficMirror.builder()
                    .limits(ChaosRig.limits())
                    .route(MirrorRoute.to(shadow.uri().toString())
                            .mirror(spec -> ChaosRig.tight(spec, ChaosRig.DEADLINE)))
                    .build();
            logger.addAppender(appender);
            BusyPrimary primary = new BusyPrimary(mirror, 2);
            // How many must fail together depends on how fast this machine is: else copies expire in the queue instead.
            await("the breaker to open").atMost(PATIENCE).until(() -> {
                primary.serve(100);
                return mirror.stats().targets().get(0).breakerOpen();
            });
            await("all copies to end")
                    .atMost(PATIENCE)
                    .until(() -> mirror.stats().isClosed());
            mirror.fault(new IllegalStateException("told on a request's thread"));
            primary.serve(100);
            await("all copies to end")
                    .atMost(PATIENCE)
                    .until(() -> mirror.stats().isClosed());
            mirror.close();
            appender.free.countDown();
            await().atMost(PATIENCE).until(() -> BoundsWatch.mirrorThreads() == 0);
            assertThat(primary.errors()).isEmpty();
            assertThat(appender.written)
                    .anyMatch(line -> line.contains("is suspended: the shadow fails"))
                    .anyMatch(line -> line.startsWith("Copies lost by "));
        } finally {
            logger.detachAppender(appender);
            appender.free.countDown();
        }
    }
}
