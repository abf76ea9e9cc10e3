// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.targets.Target;
import io.trafficmirror.transport.TransportSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClientsTest {
    private static final Clients.Losses LOSSES = new Clients.Losses(2, 4);

    private final AtomicInteger made = new AtomicInteger();

    private Clients clients(boolean closeable) {
        TransportSettings settings = new TransportSettings(
                new Target("http", "127.0.0.1", 80),
                1,
                Duration.ofSeconds(1),
                1,
                Optional.empty(),
                false,
                Optional.empty(),
                Thread::new);
        return new Clients(
                () -> {
                    made.incrementAndGet();
                    return new LazyClient(settings, Runnable::run);
                },
                LOSSES,
                closeable);
    }

    private static void lose(Clients clients, int times) {
        for (int i = 0; i < times; i++) {
            clients.lost();
        }
    }

    @Test
    void a_client_that_can_be_closed_has_a_successor_after_some_losses() {
        Clients clients = clients(true);
        lose(clients, 1);
        assertThat(made).hasValue(1);
        lose(clients, 1);
        assertThat(made).hasValue(2);
        lose(clients, 100);
        assertThat(made).hasValue(52);
        assertThat(clients.isExhausted()).isFalse();
        clients.close();
        lose(clients, 100);
        assertThat(made).as("none after the close").hasValue(52);
    }

    @Test
    void over_http_2_no_connection_is_lost() {
        Clients clients = clients(false);
        clients.heard(HttpClient.Version.HTTP_1_1);
        lose(clients, 3);
        clients.heard(HttpClient.Version.HTTP_2);
        lose(clients, 3);
        assertThat(clients.isExhausted()).isFalse();
    }

    @Test
    void one_that_can_not_is_the_only_one_and_sends_no_more_after_many() {
        Clients clients = clients(false);
        lose(clients, 3);
        assertThat(clients.isExhausted()).isFalse();
        lose(clients, 1);
        assertThat(clients.isExhausted()).isTrue();
        assertThat(made).hasValue(1);
    }
}
