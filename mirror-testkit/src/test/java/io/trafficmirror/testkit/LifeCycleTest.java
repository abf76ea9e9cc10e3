// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.TrafficMirrorBuilder;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.report.MirrorCounts;
import io.trafficmirror.targets.TargetState;
import io.trafficmirror.testkit.chaos.BoundsWatch;
import io.trafficmirror.testkit.chaos.BusyPrimary;
import io.trafficmirror.testkit.chaos.ChaosRig;
import io.trafficmirror.testkit.shadow.Answer;
import io.trafficmirror.testkit.shadow.Fault;
import io.trafficmirror.testkit.shadow.Phase;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.jdk.JdkTransport;
import io.trafficmirror.transport.wire.WireTransport;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Closing, reloading, and what is left afterwards: nothing. */
class LifeCycleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    enum Transport {
        JDK,
        WIRE;

        ShadowTransport.Factory factory() {
            return this == JDK ? JdkTransport.factory() : WireTransport.factory();
        }
    }

    private final RecordingShadow shadow = RecordingShadow.start();
    private final RecordingShadow other = RecordingShadow.start();
    private final AtomicLong skipped = new AtomicLong();

    @AfterEach
    void close() {
        shadow.close();
        other.close();
    }

    private TrafficMirrorBuilder builder(Transport transport) {
        return TrafficMirror.builder()
                .transport(transport.factory())
                .limits(ChaosRig.limits())
                .clock(() -> System.nanoTime() + skipped.get())
                .route(to(shadow));
    }

    private static MirrorRoute to(RecordingShadow target) {
        return MirrorRoute.to(target.uri().toString())
                .name("route")
                .mirror(Unhurried::mirror)
                .build();
    }

    private static void assertOver(TrafficMirror mirror) {
        assertThat(mirror.stats().isClosed()).as(mirror.stats().toString()).isTrue();
        assertThat(mirror.stats().internalErrors()).isZero();
        await().atMost(PATIENCE).until(() -> BoundsWatch.mirrorThreads() == 0);
    }

    @ParameterizedTest
    @EnumSource
    void copies_that_wait_or_are_under_way_are_sent_within_the_grace(Transport transport) {
        shadow.behave(Answer.ok().after(Duration.ofMillis(5)));
        TrafficMirror mirror = builder(transport).build();
        new BusyPrimary(mirror, 2).serve(100);
        mirror.close(PATIENCE);
        assertThat(mirror.stats().mirrors().get(0).answered()).containsEntry("2xx", 100L);
        assertOver(mirror);
    }

    @ParameterizedTest
    @EnumSource
    void copies_that_outlive_the_grace_are_dropped_or_cut_and_counted(Transport transport) {
        shadow.behave(Fault.silence(Phase.AFTER_REQUEST));
        TrafficMirror mirror = builder(transport).build();
        new BusyPrimary(mirror, 2).serve(100);
        shadow.awaitRequests(1, PATIENCE);
        mirror.close(Duration.ZERO);
        MirrorCounts counts = mirror.stats().mirrors().get(0);
        assertThat(counts.droppedInAll() + counts.failedInAll()).isEqualTo(100);
        assertOver(mirror);
    }

    @ParameterizedTest
    @EnumSource
    void whoever_closes_finds_it_closed_and_what_comes_later_is_dropped(Transport transport) throws Exception {
        shadow.behave(Fault.silence(Phase.AFTER_REQUEST));
        TrafficMirror mirror = builder(transport).build();
        BusyPrimary primary = new BusyPrimary(mirror, 2);
        primary.serve(100);
        List<Thread> closers = new ArrayList<>();
        List<Integer> threadsLeft = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread closer = new Thread(() -> {
                mirror.close(Duration.ofMillis(50));
                synchronized (threadsLeft) {
                    threadsLeft.add(mirror.stats().targets().stream()
                            .mapToInt(TargetState::inFlight)
                            .sum());
                }
            });
            closers.add(closer);
            closer.start();
        }
        for (Thread closer : closers) {
            closer.join();
        }
        assertThat(threadsLeft).containsExactly(0, 0, 0);
        primary.serve(10);
        mirror.close();
        assertThat(primary.errors()).isEmpty();
        assertThat(mirror.stats().mirrors().get(0).dropped()).containsKey(DropReason.CLOSED);
        assertOver(mirror);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, -1, 0})
    void any_grace_is_a_grace(long seconds) {
        TrafficMirror mirror = builder(Transport.WIRE).build();
        new BusyPrimary(mirror, 1).get("/");
        shadow.awaitRequests(1, PATIENCE);
        mirror.close(Duration.ofSeconds(seconds));
        assertOver(mirror);
    }

    @Test
    void exchanges_that_wait_to_be_shown_are_shown_within_the_grace() {
        AtomicLong shown = new AtomicLong();
        TrafficMirror mirror = builder(Transport.WIRE)
                .observer(exchange -> {
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                    shown.incrementAndGet();
                })
                .build();
        new BusyPrimary(mirror, 2).serve(20);
        mirror.close(PATIENCE);
        assertThat(shown).hasValue(20);
        assertOver(mirror);
    }

    /** The observer takes longer than the second that is given to what has no grace left. */
    @Test
    void an_exchange_that_is_being_shown_has_the_grace_too() {
        AtomicLong shown = new AtomicLong();
        CountDownLatch showing = new CountDownLatch(1);
        TrafficMirror mirror = builder(Transport.WIRE)
                .observer(exchange -> {
                    showing.countDown();
                    long end = System.nanoTime() + Duration.ofMillis(1_500).toNanos();
                    while (System.nanoTime() - end < 0
                            && !Thread.currentThread().isInterrupted()) {
                        LockSupport.parkNanos(end - System.nanoTime());
                    }
                    shown.addAndGet(Thread.currentThread().isInterrupted() ? 0 : 1);
                })
                .build();
        new BusyPrimary(mirror, 1).serve(1);
        await().atMost(PATIENCE).until(() -> showing.getCount() == 0);
        mirror.close(PATIENCE);
        assertThat(shown).hasValue(1);
        assertOver(mirror);
    }

    @Test
    void an_observer_that_closes_the_mirror_does_not_wait_for_itself() {
        AtomicReference<TrafficMirror> own = new AtomicReference<>();
        CountDownLatch closed = new CountDownLatch(1);
        own.set(builder(Transport.WIRE)
                .observer(exchange -> {
                    own.get().close(Duration.ofDays(1));
                    closed.countDown();
                })
                .build());
        new BusyPrimary(own.get(), 1).serve(1);
        await().atMost(PATIENCE).until(() -> closed.getCount() == 0);
        own.get().close();
    }

    @Test
    void a_close_that_is_refused_closes_nothing() {
        TrafficMirror mirror = builder(Transport.WIRE).build();
        assertThatNullPointerException().isThrownBy(() -> mirror.close(null)).withMessage("grace");
        new BusyPrimary(mirror, 1).get("/");
        shadow.awaitRequests(1, PATIENCE);
        mirror.close();
        assertOver(mirror);
    }

    @Test
    void whoever_closes_second_hurries_a_close_that_would_wait_for_ever() throws Exception {
        shadow.behave(Fault.silence(Phase.AFTER_REQUEST));
        TrafficMirror mirror = builder(Transport.WIRE).build();
        new BusyPrimary(mirror, 1).get("/");
        shadow.awaitRequests(1, PATIENCE);
        Thread first = new Thread(() -> mirror.close(Duration.ofSeconds(Long.MAX_VALUE)));
        first.start();
        // Whoever of the two comes first, the shorter grace counts.
        mirror.close(Duration.ZERO);
        first.join();
        assertOver(mirror);
    }

    @ParameterizedTest
    @EnumSource
    void a_reload_under_load_loses_no_copy_and_closes_the_old_way(Transport transport) throws Exception {
        TrafficMirror mirror = builder(transport).build();
        BusyPrimary primary = new BusyPrimary(mirror, 3);
        Thread busy = new Thread(() -> primary.serve(6000));
        busy.start();
        for (int i = 0; busy.isAlive(); i++) {
            mirror.reload(List.of(to(i % 2 == 0 ? other : shadow)));
            skipped.addAndGet(Duration.ofMillis(300).toNanos());
        }
        busy.join();
        await().atMost(PATIENCE).until(() -> mirror.stats().isClosed());
        assertThat(primary.errors()).isEmpty();
        assertThat(mirror.stats().mirrors().stream()
                        .mapToLong(MirrorCounts::selected)
                        .sum())
                .isEqualTo(6000);
        assertThat(mirror.stats().mirrors())
                .allSatisfy(counts -> assertThat(counts.dropped()).doesNotContainKey(DropReason.CLOSED));
        await().atMost(PATIENCE).until(() -> {
            skipped.addAndGet(Duration.ofSeconds(10).toNanos());
            return mirror.stats().targets().size() == 1;
        });
        mirror.close();
        assertOver(mirror);
    }

    @Test
    void an_exchange_that_began_under_old_routes_ends_under_them() {
        TrafficMirror mirror = builder(Transport.WIRE).build();
        Exchange exchange = mirror.observe(BusyPrimary.head("POST", "/old", Headers.of("Content-Length", "3")));
        mirror.reload(List.of(MirrorRoute.to("http://127.0.0.1:1").build()));
        mirror.reload(List.of(to(other)));
        await().atMost(PATIENCE).until(() -> {
            skipped.addAndGet(Duration.ofSeconds(10).toNanos());
            return mirror.stats().targets().stream()
                    .noneMatch(target -> target.target().port() == 1);
        });
        exchange.requestBody().write(new byte[3], 0, 3);
        exchange.end(new ResponseHead(200, Headers.empty()));
        assertThat(shadow.awaitRequests(1, PATIENCE).get(0).target()).isEqualTo("/old");
        mirror.close();
        assertOver(mirror);
    }

    @ParameterizedTest
    @EnumSource
    void fifty_mirrors_leave_no_thread_no_socket_and_no_class_loader(Transport transport) throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            loaders.add(mirrorInOwnLoader(transport));
        }
        // Frames of this very thread may keep the newest one.
        List<WeakReference<ClassLoader>> older = loaders.subList(0, 49);
        await().atMost(PATIENCE).until(() -> {
            System.gc();
            return older.stream().allMatch(loader -> loader.get() == null)
                    && BoundsWatch.mirrorThreads() == 0
                    && shadow.openConnections() == 0;
        });
        assertThat(shadow.requestCount()).isEqualTo(50 * 4);
    }

    private WeakReference<ClassLoader> mirrorInOwnLoader(Transport transport) throws Exception {
        ClassLoader loader = new OwnLoader();
        @SuppressWarnings("unchecked")
        BiConsumer<String, Boolean> user =
                (BiConsumer<String, Boolean>) loader.loadClass("io.trafficmirror.testkit.MirrorInOwnLoader")
                        .getDeclaredConstructor()
                        .newInstance();
        assertThat(user.getClass().getClassLoader()).isSameAs(loader);
        user.accept(shadow.uri().toString(), transport == Transport.WIRE);
        return new WeakReference<>(loader);
    }

    /** Defines the library's classes anew, as the loader of a web application does. */
    private static final class OwnLoader extends ClassLoader {
        OwnLoader() {
            super(LifeCycleTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.trafficmirror.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (var in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (java.io.IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void the_parts_of_a_closed_mirror_can_be_asked_still() {
        TrafficMirror mirror = builder(Transport.JDK).build();
        mirror.close();
        assertThat(mirror.stats().targets()).hasSize(1);
        assertThat(Stream.of(mirror.observe(BusyPrimary.head("GET", "/", Headers.empty()))))
                .allMatch(Exchange::isNone);
        assertOver(mirror);
    }
}
