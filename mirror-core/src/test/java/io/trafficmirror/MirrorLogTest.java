// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MirrorLogTest {
    private static final int CAPACITY = 64;

    private final List<String> written = new ArrayList<>();
    private final Queue<Runnable> threads = new ArrayDeque<>();
    private final Logger logger = new LoggerContext().getLogger("mirror");
    private final MirrorLog log = new MirrorLog(logger, threads::add);

    @BeforeEach
    void append() {
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                written.add(event.getLevel() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : " " + event.getThrowableProxy().getMessage()));
            }
        };
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
    }

    @Test
    void whoever_says_something_writes_nothing() {
        log.warn("one");
        log.info("two");
        log.warn("three", new IllegalStateException("why"));
        log.round();

        assertThat(written).isEmpty();
        assertThat(log.isBusy()).isTrue();
        threads.remove().run();
        assertThat(written).containsExactly("WARN one", "INFO two", "WARN three why");
        assertThat(log.isBusy()).isFalse();
    }

    @Test
    void one_thread_writes_at_a_time_and_none_where_nothing_waits() {
        log.round();
        assertThat(threads).isEmpty();
        log.warn("one");
        log.round();
        log.warn("two");
        log.round();

        assertThat(threads).hasSize(1);
        threads.remove().run();
        log.round();
        assertThat(threads).isEmpty();
        assertThat(written).containsExactly("WARN one", "WARN two");
    }

    @Test
    void lines_without_room_are_lost_and_counted() {
        for (int i = 0; i < CAPACITY + 3; i++) {
            log.warn("line " + i);
        }
        log.round();
        threads.remove().run();

        assertThat(written).hasSize(CAPACITY).endsWith("WARN line 63");
        assertThat(written.get(0)).isEqualTo("WARN line 0 (3 other lines were lost)");
        log.warn("next");
        log.round();
        threads.remove().run();
        assertThat(written).endsWith("WARN next");
    }

    @Test
    void a_thread_that_can_not_be_started_is_tried_again() {
        List<Runnable> started = new ArrayList<>();
        MirrorLog starved = new MirrorLog(logger, work -> {
            started.add(work);
            if (started.size() == 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
        });
        starved.warn("one");

        assertThatThrownBy(starved::round).isInstanceOf(OutOfMemoryError.class);
        starved.round();
        started.get(1).run();
        assertThat(written).containsExactly("WARN one");
    }
}
