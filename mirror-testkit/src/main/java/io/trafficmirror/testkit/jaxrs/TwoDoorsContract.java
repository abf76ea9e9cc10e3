// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.scenario.MirroredSide;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import jakarta.servlet.Filter;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Feature;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A filter of the container and a feature of the application, where a request passes both: scenario b31. Of one mirror they make one
 * copy, of two mirrors one each, and the application notices neither. For a runtime in a servlet container.
 *
 * @since 0.1.0
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class TwoDoorsContract {
    /** What the filter stands in front of; the feature has the rest for itself. */
    private static final String FILTERED = "/app/s/body/*";

    private @Nullable ScenarioRun run;

    /** For a runtime's own class. */
    protected TwoDoorsContract() {}

    /**
     * Starts a server with this application below {@code /app}.
     *
     * @param application asked once, when the runtime's servlet starts
     * @param late whether that is at its first request, as it is without {@code load-on-startup}
     * @param filter in front of the paths, for every kind of dispatch; null for none
     */
    protected abstract RunningServer start(
            Supplier<Application> application, boolean late, @Nullable Filter filter, String paths) throws Exception;

    /** The filter in front. */
    protected abstract Filter filter(TrafficMirror mirror);

    /** The feature behind it. */
    protected abstract Feature feature(TrafficMirror mirror);

    private RunningServer start(@Nullable TrafficMirror ofFilter, @Nullable TrafficMirror ofFeature, boolean late)
            throws Exception {
        return start(
                () -> new ScenarioApplication(
                        ofFeature == null ? null : feature(ofFeature), Set.of(DoorsResource.class)),
                late,
                ofFilter == null ? null : filter(ofFilter),
                FILTERED);
    }

    @BeforeAll
    final void startServers() throws Exception {
        run = new ScenarioRun(Scenarios.BASE, "/app/ping", mirror -> start(mirror, mirror, false));
    }

    @AfterAll
    final void stopServers() throws Exception {
        run().stop();
    }

    @BeforeEach
    final void begin() {
        run().begin();
    }

    @AfterEach
    final void the_account_closes() {
        run().settle();
    }

    private ScenarioRun run() {
        ScenarioRun running = run;
        if (running == null) {
            throw new IllegalStateException("the servers have not been started");
        }
        return running;
    }

    private ScenarioOutcome when(Raw request) throws IOException {
        return run().runScenario(ScenarioClient.of(request));
    }

    private static Raw post(String path) {
        return Raw.post(path, "abc", "Content-Type: text/plain");
    }

    @Test
    @Scenario("b31")
    void a_request_without_a_body_that_passes_both_is_copied_once() throws Exception {
        ScenarioOutcome outcome = when(Raw.get(Scenarios.BASE + "/body/doors")).hasStatus(200);
        outcome.copy();
        outcome.captured();
        outcome.selected(1);
    }

    @Test
    @Scenario("b31")
    void a_request_with_a_body_that_passes_both_is_copied_once() throws Exception {
        ScenarioOutcome outcome = when(post(Scenarios.BASE + "/body/text")).answers("abc");
        outcome.copies("abc");
        outcome.captured();
        outcome.selected(1);
    }

    @Test
    @Scenario("b31")
    void a_form_that_passes_both_is_copied_once() throws Exception {
        ScenarioOutcome outcome =
                when(Raw.form(Scenarios.BASE + "/body/fields", "a=1&b=2")).answers("[1] 2");
        outcome.copies("a=1&b=2");
        outcome.selected(1);
    }

    @Test
    @Scenario("b31")
    void a_body_that_nobody_read_is_dropped_once() throws Exception {
        ScenarioOutcome outcome = when(post(Scenarios.BASE + "/body/unread")).answers("unread");
        outcome.dropped(DropReason.BODY_UNREAD);
        outcome.selected(1);
    }

    @Test
    @Scenario("b31")
    void an_answer_that_comes_later_is_that_of_one_copy() throws Exception {
        ScenarioOutcome outcome =
                when(post(Scenarios.BASE + "/body/doors/later")).answers("later abc");
        outcome.copies("abc");
        outcome.captured();
        outcome.selected(1);
    }

    @Test
    @Scenario("b31")
    void what_passes_the_feature_only_is_copied_by_it() throws Exception {
        ScenarioOutcome outcome = when(post(Scenarios.BASE + "/async/stage")).answers("staged abc");
        outcome.copies("abc");
        outcome.selected(1);
    }

    /** The answer holds the names of all attributes: it is the same with and without us. */
    @Test
    @Scenario("b31")
    void the_application_sees_nothing_of_what_the_doors_tell_each_other() throws Exception {
        for (Raw request :
                List.of(Raw.get(Scenarios.BASE + "/body/doors"), post(Scenarios.BASE + "/body/doors/attributes"))) {
            assertThat(when(request).response().body().text()).doesNotContain("trafficmirror");
            run().settle();
            run().begin();
        }
    }

    @Test
    @Scenario("b31")
    void a_request_that_the_filter_did_not_select_is_not_asked_about_again() throws Exception {
        try (MirroredSide side = new MirroredSide(Scenarios.BASE, false)) {
            side.mirror().overrideShare(Fraction.percent(0));
            runScenario(side.mirror(), side.mirror(), side);
            assertThat(side.selected()).isEqualTo(2);
        }
    }

    @Test
    @Scenario("b31")
    void two_mirrors_make_one_copy_each() throws Exception {
        try (MirroredSide outer = new MirroredSide(Scenarios.BASE, false);
                MirroredSide inner = new MirroredSide(Scenarios.BASE, false)) {
            runScenario(outer.mirror(), inner.mirror(), outer, inner);
            assertThat(outer.selected()).isEqualTo(2);
            assertThat(inner.selected()).isEqualTo(2);
        }
    }

    /** The filter has the request already when the servlet starts, and with it the feature. The next one meets both. */
    @Test
    @Scenario("b31")
    void a_servlet_that_starts_with_its_first_request_makes_one_copy_of_that() throws Exception {
        for (Raw request : List.of(
                Raw.get(Scenarios.BASE + "/body/doors"),
                post(Scenarios.BASE + "/body/text"),
                Raw.form(Scenarios.BASE + "/body/fields", "a=1&b=2"),
                post(Scenarios.BASE + "/body/doors/later"))) {
            ScenarioRun late = new ScenarioRun(Scenarios.BASE, "/app/ping", mirror -> start(mirror, mirror, true));
            try {
                for (int i = 0; i < 2; i++) {
                    late.begin();
                    ScenarioOutcome outcome =
                            late.runScenario(ScenarioClient.of(request)).hasStatus(200);
                    outcome.copy();
                    outcome.captured();
                    outcome.selected(1);
                    late.settle();
                }
            } finally {
                late.stop();
            }
        }
    }

    /** One request without and one with a body, on a server of their own. */
    private void runScenario(TrafficMirror ofFilter, TrafficMirror ofFeature, MirroredSide... sides) throws Exception {
        RunningServer server = start(ofFilter, ofFeature, false);
        try {
            List.of(sides).forEach(MirroredSide::begin);
            for (Raw request : List.of(Raw.get(Scenarios.BASE + "/body/doors"), post(Scenarios.BASE + "/body/text"))) {
                try (RawHttp connection = RawHttp.connect(server.port())) {
                    assertThat(connection.send(request.bytes()).read().status()).isEqualTo(200);
                }
            }
        } finally {
            server.stop().close();
        }
        List.of(sides).forEach(MirroredSide::settle);
    }
}
