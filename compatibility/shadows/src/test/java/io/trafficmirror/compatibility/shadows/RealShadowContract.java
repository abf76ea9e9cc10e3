// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.targets.Target;
import io.trafficmirror.testkit.http.TestTls;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import io.trafficmirror.transport.wire.WireTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What our own sender and a real server make of each other, in the clear and through TLS. */
@Timeout(120)
abstract class RealShadowContract {
    private static final int IN_FLIGHT = 8;
    private static final int COPIES = 300;

    @TempDir
    Path temporary;

    /** Starts a server on the loopback address, with {@link Keys} where it speaks TLS. */
    abstract RunningShadow start(boolean tls, Path directory) throws Exception;

    private Stream<DynamicTest> plainAndTls(Story story) {
        return Stream.of(false, true)
                .map(tls -> DynamicTest.dynamicTest(tls ? "TLS" : "in the clear", () -> {
                    RunningShadow shadow = start(tls, Files.createTempDirectory(temporary, "shadow"));
                    List<Copy> copies;
                    try (Sender sender = new Sender(tls, shadow.port())) {
                        story.runScenario(shadow, sender);
                        copies = sender.ended();
                    } finally {
                        shadow.stop();
                    }
                    copies.forEach(Copy::check);
                    story.check(copies, shadow.deliveries());
                }));
    }

    /** What happens, and what must be so afterwards. */
    private interface Story {
        void runScenario(RunningShadow shadow, Sender sender) throws Exception;

        void check(List<Copy> copies, Map<String, Long> deliveries);
    }

    @TestFactory
    Stream<DynamicTest> each_copy_arrives_once_and_gets_its_own_answer() {
        return plainAndTls(new Story() {
            @Override
            public void runScenario(RunningShadow shadow, Sender sender) throws InterruptedException {
                for (int i = 0; i < COPIES; i++) {
                    sender.send();
                }
            }

            @Override
            public void check(List<Copy> copies, Map<String, Long> deliveries) {
                assertThat(copies).hasSize(COPIES).allMatch(Copy::isAnswered);
                copies.forEach(copy -> assertThat(deliveries).as(copy::toString).containsEntry(copy.id(), 1L));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> a_restart_under_load_costs_copies_and_nothing_else() {
        return Stream.of(false, true)
                .map(tls -> DynamicTest.dynamicTest(tls ? "TLS" : "in the clear", () -> {
                    RunningShadow shadow = start(tls, Files.createTempDirectory(temporary, "shadow"));
                    MirroredLoad load = new MirroredLoad(tls, shadow.port());
                    try (load) {
                        load.serveUntilAnswered(COPIES);
                        for (Change change : List.<Change>of(shadow::reload, shadow::restart)) {
                            FutureTask<Boolean> changing = new FutureTask<>(() -> {
                                change.make();
                                return true;
                            });
                            Thread operator = new Thread(changing, "operator");
                            operator.start();
                            load.serveDuring(operator);
                            assertThat(changing.get()).isTrue();
                            load.serveUntilAnswered(COPIES);
                        }
                    } finally {
                        shadow.stop();
                    }
                    load.check(shadow.deliveries());
                }));
    }

    /** What an operator does to a server. */
    private interface Change {
        void make() throws Exception;
    }

    /** Sends copies of all kinds in turn, eight at once. Used by one thread. */
    private static final class Sender implements AutoCloseable {
        private final Target target;
        private final ShadowTransport transport;
        private final Semaphore slots = new Semaphore(IN_FLIGHT);
        private final List<Copy> copies = new ArrayList<>();

        Sender(boolean tls, int port) {
            target = new Target(tls ? "https" : "http", tls ? "localhost" : "127.0.0.1", port);
            transport = WireTransport.factory()
                    .open(new TransportSettings(
                            target,
                            IN_FLIGHT,
                            Duration.ofSeconds(20),
                            1 << 20,
                            tls ? Optional.of(TestTls.client()) : Optional.empty(),
                            false,
                            Optional.empty(),
                            Thread::new));
        }

        void send() throws InterruptedException {
            slots.acquire();
            Copy copy = new Copy(copies.size(), slots);
            copies.add(copy);
            ShadowRequest request = copy.request(target);
            transport.start(() -> request, copy);
            copy.stream();
        }

        /** All copies, once they have ended. */
        List<Copy> ended() throws InterruptedException {
            slots.acquire(IN_FLIGHT);
            slots.release(IN_FLIGHT);
            return copies;
        }

        @Override
        public void close() {
            transport.close(Duration.ZERO);
            assertThat(transport.openConnections()).isZero();
        }
    }
}
