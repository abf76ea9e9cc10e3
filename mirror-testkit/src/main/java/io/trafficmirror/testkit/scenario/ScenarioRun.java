// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.http.MessageHead;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Three servers with the same application: one without the adapter under test, one with it, and one with it and an observer of
 * responses. A scenario is run on each. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class ScenarioRun {
    /** Starts a server with the application; with the adapter if there is a mirror for it. */
    @FunctionalInterface
    public interface Start {
        RunningServer start(@Nullable TrafficMirror mirror) throws Exception;
    }

    /** Starts a server with the application, that makes a mirror by itself if there is a side for it. */
    @FunctionalInterface
    public interface StartAlone {
        RunningServer start(@Nullable MirroredSide side, boolean observed) throws Exception;
    }

    private final String probe;
    private final MirroredSide quiet;
    private final MirroredSide observed;
    private final List<RunningServer> servers = new ArrayList<>();

    /**
     * Starts the servers.
     *
     * @param prefix the path below which all is mirrored
     * @param probe a path that is not, and answers {@code pong}
     */
    public ScenarioRun(String prefix, String probe, Start start) throws Exception {
        this.probe = probe;
        quiet = new MirroredSide(prefix, false);
        observed = new MirroredSide(prefix, true);
        servers.add(start.start(null));
        servers.add(start.start(quiet.mirror()));
        servers.add(start.start(observed.mirror()));
    }

    /**
     * Starts servers that make their mirrors themselves.
     *
     * @param probe a path that is not mirrored, and answers {@code pong}
     */
    public ScenarioRun(String probe, StartAlone start) throws Exception {
        this.probe = probe;
        quiet = new MirroredSide();
        observed = new MirroredSide();
        servers.add(start.start(null, false));
        servers.add(start.start(quiet, false));
        servers.add(start.start(observed, true));
    }

    /** Forgets the scenario before. */
    public void begin() {
        quiet.begin();
        observed.begin();
    }

    /** Breaks a part of each mirror until the next scenario begins. */
    public void breakPart(BrokenPart part) {
        quiet.breakPart(part);
        observed.breakPart(part);
    }

    /** Has each shadow answer copies of this target only when it is told to, until the next scenario begins. */
    public List<HeldCopies> hold(String target) {
        return List.of(quiet.hold(target), observed.hold(target));
    }

    /** Has the transport of each mirror keep its promises in this manner until the next scenario begins. */
    public void transport(TransportManner manner) {
        quiet.transport(manner);
        observed.transport(manner);
    }

    /** Nothing of the scenario is under way any more, and nothing was lost or failed in the library. */
    public void settle() {
        quiet.settle();
        observed.settle();
    }

    /** Has a client talk to each server; what it gets must be the same. */
    public ScenarioOutcome runScenario(ScenarioClient client) throws IOException {
        @Nullable RawResponse plain = talk(client, servers.get(0));
        assertThat(comparable(talk(client, servers.get(1))))
                .as("with the adapter")
                .isEqualTo(comparable(plain));
        assertThat(comparable(talk(client, servers.get(2))))
                .as("with the adapter, response observed")
                .isEqualTo(comparable(plain));
        return new ScenarioOutcome(plain, quiet, observed);
    }

    /** Has a client talk that keeps step with the shadows. */
    public ScenarioOutcome runScenario(UploadInStep client) throws IOException {
        quiet.shadow(client.pacemaker());
        observed.shadow(client.pacemaker());
        return runScenario((ScenarioClient) client);
    }

    /** Has a client of HTTP/2 ask each server; what it gets must be the same. */
    public ScenarioOutcome runScenario(Http2Client client, Http2Request request, Runnable onData) throws Exception {
        Http2Answer plain = client.ask(servers.get(0).port(), request, onData);
        assertThat(client.ask(servers.get(1).port(), request, onData))
                .as("with the adapter")
                .isEqualTo(plain);
        assertThat(client.ask(servers.get(2).port(), request, onData))
                .as("with the adapter, response observed")
                .isEqualTo(plain);
        return new ScenarioOutcome(plain, quiet, observed);
    }

    /** Has a client talk to each server, whatever it gets. */
    public List<RawResponse> playEach(ScenarioClient client) throws IOException {
        List<RawResponse> responses = new ArrayList<>();
        for (RunningServer server : servers) {
            RawResponse response = talk(client, server);
            if (response != null) {
                responses.add(response);
            }
        }
        return responses;
    }

    private @Nullable RawResponse talk(ScenarioClient client, RunningServer server) throws IOException {
        try (RawHttp connection = RawHttp.connect(server.port())) {
            RawResponse response = client.talk(connection);
            if (response != null && response.reusable()) {
                connection.send("GET " + probe + " HTTP/1.1\r\nHost: shop.example\r\n\r\n");
                RawResponse next = connection.read();
                assertThat(next.body().text())
                        .as("the next answer on the connection")
                        .isEqualTo("pong");
            }
            return response;
        }
    }

    /** All of a response that must not depend on the adapter. */
    public static String comparable(@Nullable RawResponse response) {
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

    /** Stops the servers and their mirrors. */
    public void stop() throws Exception {
        for (RunningServer server : servers) {
            server.stop().close();
        }
        quiet.close();
        observed.close();
    }
}
