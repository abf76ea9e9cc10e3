// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorListener;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.wire.WireTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a listener is told when its mirror is built. */
class ListenerStartTest {
    private static final MirrorRoute ROUTE =
            MirrorRoute.to("http://127.0.0.1:9").build();

    @Test
    void a_listener_can_look_at_its_mirror_as_soon_as_it_is_built() {
        List<Supplier<MirrorStats>> told = new ArrayList<>();
        MirrorListener listener = new Hearing(told::add);

        TrafficMirror mirror =
                TrafficMirror.builder().listener(listener).route(ROUTE).build();

        assertThat(told).hasSize(1);
        assertThat(told.get(0).get().mirrors()).hasSize(1);
        mirror.reload(List.of());
        mirror.close(Duration.ZERO);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).get().isClosed()).isTrue();
    }

    @Test
    void a_listener_that_refuses_leaves_nothing_open() {
        AtomicReference<Supplier<MirrorStats>> told = new AtomicReference<>();
        MirrorListener listener = new Hearing(stats -> {
            told.set(stats);
            throw new IllegalStateException("not this mirror");
        });

        Set<Thread> before = Thread.getAllStackTraces().keySet();

        assertThatThrownBy(() ->
                        TrafficMirror.builder().listener(listener).route(ROUTE).build())
                .hasMessage("not this mirror");

        assertThat(told.get().get().isClosed()).isTrue();
        assertNoneIsLeft(before);
    }

    @Test
    void a_start_line_that_throws_leaves_nothing_open() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        assertThatThrownBy(() -> TrafficMirror.builder()
                        .startLine(line -> {
                            throw new IllegalStateException("no log");
                        })
                        .route(ROUTE)
                        .build())
                .hasMessage("no log");

        assertNoneIsLeft(before);
    }

    @Test
    void a_transport_that_can_not_be_opened_leaves_no_other_open() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        AtomicInteger opened = new AtomicInteger();
        ShadowTransport.Factory secondFails = settings -> {
            if (opened.getAndIncrement() == 1) {
                throw new OutOfMemoryError("for a test");
            }
            return WireTransport.factory().open(settings);
        };

        assertThatThrownBy(() -> TrafficMirror.builder()
                        .transport(secondFails)
                        .route(MirrorRoute.to("http://127.0.0.1:9").pathPrefix("/a"))
                        .route(MirrorRoute.to("http://127.0.0.1:10").pathPrefix("/b"))
                        .build())
                .isInstanceOf(OutOfMemoryError.class);

        assertNoneIsLeft(before);
    }

    private static void assertNoneIsLeft(Set<Thread> before) {
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("traffic-mirror-") && !before.contains(thread))
                .isEmpty();
    }

    private record Hearing(Consumer<Supplier<MirrorStats>> start) implements MirrorListener {
        @Override
        public void onStart(Supplier<MirrorStats> stats) {
            start.accept(stats);
        }

        @Override
        public void onEvent(MirrorEvent event) {}
    }
}
