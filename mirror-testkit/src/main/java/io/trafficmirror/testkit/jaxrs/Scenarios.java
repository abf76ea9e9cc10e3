// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import io.trafficmirror.testkit.scenario.UploadInStep;
import java.io.IOException;

/** What every part of the contract is written with. */
interface Scenarios {
    /** Where all resources of the scenarios are: the application's path, and a prefix that is mirrored. */
    String BASE = "/app/s";

    /** The servers that scenarios are run on. */
    ScenarioRun run();

    /** Runs a scenario of one request. */
    default ScenarioOutcome when(Raw request) throws IOException {
        return run().runScenario(ScenarioClient.of(request));
    }

    /** Runs a scenario with a client of its own. */
    default ScenarioOutcome when(ScenarioClient client) throws IOException {
        return run().runScenario(client);
    }

    /** Runs a scenario with a client that keeps step with the shadows. */
    default ScenarioOutcome when(UploadInStep client) throws IOException {
        return run().runScenario(client);
    }

    /** The observer got the response's body. A runtime that can't be observed overrides this, and says why. */
    default void observed(ScenarioOutcome outcome) {
        outcome.captured();
    }
}
