// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.compare.gate.GateHandler;
import io.trafficmirror.compare.gate.GateResponse;
import io.trafficmirror.compare.gate.LiveVerdict;
import io.trafficmirror.compare.report.Experiment;
import io.trafficmirror.compare.verdict.Judgement;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetGateTest {
    private static final String TOKEN = "a-token-of-some-length";

    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final Map<String, Experiment> experiments = new TreeMap<>(Map.of("00aa", Parts.EXPERIMENT));
    private final FleetGate gate = new FleetGate(
            ready::get,
            () -> experiments,
            id -> LiveVerdict.over(() -> Parts.of("GET /prices", 4000, 2000), Judgement.defaults()),
            Judgement.defaults(),
            verdict -> GateHandler.withToken(verdict, TOKEN));

    private GateResponse get(String path, String query) {
        return gate.handle("GET", path, query, "Bearer " + TOKEN);
    }

    @Test
    void the_only_experiment_needs_no_name() {
        assertThat(get("verdict", "").body()).contains("\"verdict\":\"FAIL\"", "GET /prices");
        assertThat(get("gate", "ok=FAIL").status()).isEqualTo(200);
        assertThat(get("gate", "").status()).isEqualTo(412);
        assertThat(get("experiments", "").body()).isEqualTo("00aa orders 2\n");
    }

    @Test
    void of_several_one_is_chosen_by_its_candidate_or_its_id() {
        experiments.put("00bb", new Experiment("orders 3", "settings"));
        assertThat(get("verdict", "").status()).isEqualTo(412);
        assertThat(get("verdict", "candidate=orders+3").body()).contains("FAIL");
        assertThat(get("verdict", "experiment=00aa").body()).contains("FAIL");
        assertThat(get("verdict", "candidate=orders+4").body()).contains("00aa orders 2", "00bb orders 3");
    }

    @Test
    void before_all_was_read_the_verdict_is_insufficient_and_says_why() {
        ready.set(false);
        assertThat(get("verdict", ""))
                .isEqualTo(new GateResponse(
                        200,
                        "application/json",
                        "{\"verdict\":\"INSUFFICIENT\",\"code\":2,"
                                + "\"reason\":\"the judge still reads what it had found\",\"needs\":null}"));
        assertThat(get("gate", "ok=PASS").status()).isEqualTo(412);
        assertThat(get("gate", "ok=PASS").body()).isEqualTo("INSUFFICIENT: the judge still reads what it had found\n");
        assertThat(get("gate", "ok=PASS,INSUFFICIENT").status()).isEqualTo(200);
        assertThat(get("gate", "ok=PASSED").body()).startsWith("ok: must be");
        assertThat(get("report", "").status())
                .as("a part is no report of the fleet")
                .isEqualTo(412);
        ready.set(true);
        assertThat(get("verdict", "").body()).contains("FAIL");
    }

    /** Clients of gates drop the reason of a status of the 5xx class, and try again. */
    @ParameterizedTest
    @ValueSource(strings = {"verdict", "gate", "report", "experiments", "nothing", ""})
    void no_status_is_of_the_5xx_class(String path) {
        for (boolean isReady : new boolean[] {true, false}) {
            ready.set(isReady);
            for (String query : new String[] {"", "ok=PASS", "ok=?", "candidate=none", "experiment=%20"}) {
                assertThat(get(path, query).status()).isIn(200, 404, 412);
                assertThat(gate.handle("GET", path, query, "").status()).isEqualTo(401);
            }
        }
    }
}
