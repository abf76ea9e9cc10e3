// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.testkit.Unhurried;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import io.trafficmirror.testkit.shadow.RecordingShadow;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Faults of ours at every seam of the feature: the client gets the same raw responses, the fault is counted, the account closes. Each
 * seam must have thrown, so a runtime is given those only that its requests come by.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class SeamContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TEXT = "Content-Type: text/plain";

    /** So large that more than one piece of it is read and written. */
    private static final String LARGE = "0123456789".repeat(5_000);

    private final RecordingShadow shadow = RecordingShadow.start();
    private final List<RunningServer> servers = new ArrayList<>();
    private final TrafficMirror mirror = TrafficMirror.builder()
            .limits(Unhurried.bounds())
            .route(MirrorRoute.to(shadow.uri().toString())
                    .mirror(spec -> spec.withCapture(
                            CaptureRules.DEFAULT.withParsed(CaptureRules.Parsed.REBUILD, CaptureRules.Parsed.REBUILD))))
            .observer(new Observer())
            .build();
    private volatile Seam seam = Seam.of(Void.class, "none");
    private List<String> expected = List.of();

    /** For a runtime's own class. */
    protected SeamContract() {}

    /** Starts a server on a free port of the loopback address with this application below {@code /app}. */
    protected abstract RunningServer start(Application application) throws Exception;

    /** Seams that requests come by on this runtime, and not on every other. */
    protected abstract Stream<Seam> more();

    /** Whether a resource can read the request on the thread that writes the response. */
    protected boolean readsWhileWriting() {
        return true;
    }

    /** Seams of the response's body, for runtimes where that is observed. */
    protected static Stream<Seam> ofTheResponse() {
        return Stream.of(
                Seam.of(ResponseSink.class, "write"),
                Seam.of(ResponseSink.class, "write", () -> new OutOfMemoryError("injected")),
                Seam.of(ResponseSink.class, "end"));
    }

    @BeforeAll
    final void startServers() throws Exception {
        servers.add(start(new FaultyPlace.Site(Set.of())));
        servers.add(start(new FaultyPlace.Site(
                Set.of(new MirrorFeature(mirror, new TornEntry(mirror, () -> seam), Scope.EVERYTHING)))));
        expected = runScenario(servers.get(0));
    }

    @AfterAll
    final void stopServers() throws Exception {
        for (RunningServer server : servers) {
            server.stop().close();
        }
        mirror.close();
        shadow.close();
    }

    @TestFactory
    final Stream<DynamicTest> a_fault_at_a_seam_is_counted_and_the_client_gets_the_same() {
        return Stream.of(everywhere(), more())
                .flatMap(seams -> seams)
                .map(torn -> DynamicTest.dynamicTest(torn.toString(), () -> tear(torn)));
    }

    private void tear(Seam torn) throws IOException {
        long before = mirror.stats().internalErrors();
        seam = torn;
        assertThat(runScenario(servers.get(1))).isEqualTo(expected);
        assertThat(torn.hits().get()).as("the fault took place").isPositive();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(mirror.stats().isClosed())
                        .as(mirror.stats().toString())
                        .isTrue());
        assertThat(mirror.stats().internalErrors()).as("faults counted").isGreaterThan(before);
    }

    private static Stream<Seam> everywhere() {
        return Stream.of(
                        Stream.of("method", "path", "header", "snapshot").map(name -> Seam.of(HeadReader.class, name)),
                        Stream.of(
                                        "isNone",
                                        "wantsRequestBody",
                                        "requestBody",
                                        "wantsResponse",
                                        "wantsResponseBody",
                                        "responseBody",
                                        "end")
                                .map(name -> Seam.of(Exchange.class, name)),
                        Stream.of("isOpen", "write", "end").map(name -> Seam.of(RequestSink.class, name)),
                        Stream.of(
                                Seam.of(HeadReader.class, "snapshot", () -> new OutOfMemoryError("injected")),
                                Seam.of(RequestSink.class, "write", () -> new OutOfMemoryError("injected")),
                                Seam.of(Exchange.class, "end", () -> new OutOfMemoryError("injected")),
                                Seam.of(Exchange.class, "wantsRequestBody", () -> new StackOverflowError("injected"))))
                .flatMap(some -> some);
    }

    /** What a client gets for one request of each kind, each on a connection of its own. */
    private List<String> runScenario(RunningServer server) throws IOException {
        List<String> answers = new ArrayList<>();
        for (Raw request : requests()) {
            try (RawHttp connection = RawHttp.connect(server.port())) {
                answers.add(ScenarioRun.comparable(ScenarioClient.of(request).talk(connection)));
            }
        }
        return answers;
    }

    private List<Raw> requests() {
        List<Raw> requests = new ArrayList<>(List.of(
                Raw.get("/app/place"),
                Raw.request("HEAD", "/app/place", new byte[0]),
                Raw.get("/app/nowhere"),
                Raw.get("/app/place/broken"),
                Raw.post("/app/place", "abc", TEXT),
                Raw.post("/app/place", LARGE, TEXT),
                Raw.post("/app/place/large", "abc", TEXT),
                Raw.form("/app/place/form", "a=1&b=2"),
                Raw.post("/app/place/later", "abc", TEXT),
                Raw.post("/app/place/mapped", "abc", TEXT)));
        if (readsWhileWriting()) {
            requests.add(Raw.post("/app/place/through", LARGE, TEXT));
        }
        return requests;
    }

    private static final class Observer implements ExchangeObserver {
        @Override
        public int maxBodyBytes() {
            return 1 << 20;
        }

        @Override
        public void onExchange(ObservedExchange exchange) {}
    }
}
