// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;

/** What every part of the contract is written with. */
interface SpringScenarios {
    /** Has each application answer this client. */
    ScenarioOutcome runScenario(ScenarioClient client) throws IOException;

    /** Has each application answer this request. */
    ScenarioOutcome runScenario(Raw request) throws IOException;

    /** Where the filter stands for a path that belongs to this place. */
    default MirrorPlace stands(MirrorPlace place) {
        return place;
    }

    /** What the applications wait for before they go on with an answer. */
    BlockingQueue<String> news();
}
