// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.HeaderLine;
import io.trafficmirror.testkit.MessageHead;
import io.trafficmirror.testkit.RawHttp;
import io.trafficmirror.testkit.RawResponse;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Three servers of one container with the same application: one without the filter under test, one with it, and one with it and an
 * observer of responses. A scenario is played on each. Confined to one thread.
 */
public final class ScenarioRun {
    /** Starts a server with an application. */
    @FunctionalInterface
    interface Start {
        RunningServer start(ServletContainerInitializer application) throws Exception;
    }

    private final Play play = new Play((request, response) -> {});
    private final MirroredSide quiet = new MirroredSide(false);
    private final MirroredSide observed = new MirroredSide(true);
    private final List<RunningServer> servers = new ArrayList<>();

    ScenarioRun(Start container, Function<TrafficMirror, Filter> filters) throws Exception {
        servers.add(container.start(new ScenarioApplication(play, null, null)));
        for (MirroredSide side : List.of(quiet, observed)) {
            servers.add(container.start(
                    new ScenarioApplication(play, filters.apply(side.mirror()), filters.apply(side.mirror()))));
        }
    }

    Script script(Handler main) {
        play.set(main);
        return new Script(this, play);
    }

    /** Forgets the scenario before. */
    void begin() {
        quiet.begin();
        observed.begin();
    }

    /** Nothing of the scenario is under way any more, and nothing was lost or failed in the library. */
    void settle() {
        quiet.settle();
        observed.settle();
    }

    /** Has a client talk to each server; what it gets must be the same. */
    Outcome play(Talk client) throws IOException {
        @Nullable RawResponse plain = talk(client, servers.get(0));
        assertThat(comparable(talk(client, servers.get(1))))
                .as("with the filter")
                .isEqualTo(comparable(plain));
        assertThat(comparable(talk(client, servers.get(2))))
                .as("with the filter, response observed")
                .isEqualTo(comparable(plain));
        return new Outcome(plain, quiet, observed);
    }

    /** Has a client talk to each server, whatever it gets. */
    List<RawResponse> playEach(Talk client) throws IOException {
        List<RawResponse> responses = new ArrayList<>();
        for (RunningServer server : servers) {
            RawResponse response = talk(client, server);
            if (response != null) {
                responses.add(response);
            }
        }
        return responses;
    }

    private static @Nullable RawResponse talk(Talk client, RunningServer server) throws IOException {
        try (RawHttp connection = RawHttp.connect(server.port())) {
            RawResponse response = client.talk(connection);
            if (response != null && response.reusable()) {
                connection.send("GET /ping HTTP/1.1\r\nHost: shop.example\r\n\r\n");
                RawResponse next = connection.read();
                assertThat(next.body().text())
                        .as("the next answer on the connection")
                        .isEqualTo("pong");
            }
            return response;
        }
    }

    /** All of a response that must not depend on the filter. */
    private static String comparable(@Nullable RawResponse response) {
        if (response == null) {
            return "no response";
        }
        StringBuilder text = new StringBuilder();
        for (MessageHead interim : response.interims()) {
            text.append(interim.text());
        }
        text.append(response.statusLine()).append('\n');
        for (HeaderLine line : response.headers()) {
            boolean date = line.name().toLowerCase(Locale.ROOT).equals("date");
            text.append(line.name())
                    .append(": ")
                    .append(date ? "(a date)" : line.value())
                    .append('\n');
        }
        return text.append(response.body())
                .append(' ')
                .append(response.body().sha256())
                .append("\ntrailers: ")
                .append(response.body().trailers())
                .append(response.reusable() ? "\nreusable" : "\nnot reusable")
                .toString();
    }

    void stop() throws Exception {
        for (RunningServer server : servers) {
            server.stop().close();
        }
        quiet.close();
        observed.close();
    }
}
