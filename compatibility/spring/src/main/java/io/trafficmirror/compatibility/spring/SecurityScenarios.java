// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import static io.trafficmirror.compatibility.spring.MirrorPlace.AFTER;
import static io.trafficmirror.compatibility.spring.MirrorPlace.BEFORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spring Security before and behind the filter: who is turned away there reaches no filter that comes after. */
interface SecurityScenarios extends SpringScenarios {
    String OWNER = "Authorization: Basic b3duZXI6dGVh";
    String GUEST = "Authorization: Basic Z3Vlc3Q6dGVh";

    @ParameterizedTest
    @EnumSource
    default void who_may_come_in_is_copied_with_his_body(MirrorPlace place) throws Exception {
        runScenario(Raw.post(place.path("/secret"), "tea", "Content-Type: text/plain", OWNER))
                .answers("kept tea")
                .copies("tea");
    }

    /** As a script asks: the error page for others tells the time. */
    @ParameterizedTest
    @EnumSource
    default void who_is_not_known_is_asked_for_a_name(MirrorPlace place) throws Exception {
        turnedAway(
                stands(place),
                runScenario(Raw.post(place.path("/secret"), "tea", "X-Requested-With: XMLHttpRequest")),
                401);
    }

    @ParameterizedTest
    @EnumSource
    default void a_browser_is_sent_to_the_login(MirrorPlace place) throws Exception {
        turnedAway(stands(place), runScenario(Raw.post(place.path("/secret"), "tea", "Accept: text/html")), 302);
    }

    @ParameterizedTest
    @EnumSource
    default void who_may_not_is_turned_away(MirrorPlace place) throws Exception {
        turnedAway(stands(place), runScenario(Raw.post(place.path("/secret"), "tea", "Accept: text/html", GUEST)), 403);
    }

    @ParameterizedTest
    @EnumSource
    default void a_post_without_its_token_is_turned_away(MirrorPlace place) throws Exception {
        turnedAway(stands(place), runScenario(Raw.post(place.path("/guarded"), "tea", "Accept: text/html")), 403);
    }

    @ParameterizedTest
    @EnumSource
    default void a_post_with_its_token_comes_in(MirrorPlace place) throws Exception {
        runScenario(Raw.post(
                        place.path("/guarded"), "tea", "Content-Type: text/plain", "X-CSRF-TOKEN: " + Security.TOKEN))
                .answers("kept tea")
                .copies("tea");
    }

    /** Security has the container parse the form, and answers without the application. */
    @Test
    default void a_login_is_copied_if_the_filter_stands_before() throws Exception {
        String form = "username=owner&password=tea&_csrf=" + Security.TOKEN;
        ScenarioOutcome outcome = runScenario(Raw.form("/shop/login", form));
        outcome.hasStatus(302).copies(form);
        assertThat(outcome.response().header("Set-Cookie").orElseThrow()).startsWith("JSESSIONID=session-");
    }

    @Test
    default void the_page_of_the_login_is_the_same() throws Exception {
        ScenarioOutcome outcome = runScenario(Raw.get("/shop/login"));
        assertThat(outcome.hasStatus(200).response().body().text()).contains(Security.TOKEN);
        outcome.copy();
        outcome.captured();
    }

    private static void turnedAway(MirrorPlace place, ScenarioOutcome outcome, int status) {
        outcome.hasStatus(status);
        if (place == BEFORE) {
            outcome.dropped(DropReason.BODY_UNREAD);
        } else {
            assertThat(place).isEqualTo(AFTER);
            outcome.selected(0);
        }
    }
}
