// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.scenario.Http2Client;
import io.trafficmirror.testkit.scenario.Http2Request;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import io.trafficmirror.testkit.scenario.ScenarioRun;
import io.trafficmirror.testkit.scenario.UploadInStep;
import java.io.IOException;
import java.util.List;

/** A scenario being written. Confined to one test. */
final class ScenarioSetup {
    private final ScenarioRun run;
    private final ScenarioHandlers play;

    ScenarioSetup(ScenarioRun run, ScenarioHandlers play) {
        this.run = run;
        this.play = play;
    }

    /** What another path does, for forwards, includes and dispatches. */
    ScenarioSetup at(String path, Handler handler) {
        play.at(path, handler);
        return this;
    }

    /** What the application's filter before the one under test does. */
    ScenarioSetup before(Hook hook) {
        play.before(hook);
        return this;
    }

    /** What the application's filter behind the one under test does. */
    ScenarioSetup behind(Hook hook) {
        play.behind(hook);
        return this;
    }

    /** Runs it with one request. */
    ScenarioOutcome gets(Raw request) throws IOException {
        return gets(ScenarioClient.of(request));
    }

    /** Runs it with a client of its own. */
    ScenarioOutcome gets(ScenarioClient client) throws IOException {
        return run.runScenario(client);
    }

    /** Runs it with a client that keeps step with the shadows. */
    ScenarioOutcome gets(UploadInStep client) throws IOException {
        return run.runScenario(client);
    }

    /** Runs it with a client of HTTP/2, which tells when the first data have come. */
    ScenarioOutcome gets(Http2Client client, Http2Request request, Runnable onData) throws Exception {
        return run.runScenario(client, request, onData);
    }

    /** Runs it, and compares nothing: the responses without the filter, with it, and with it and an observer. */
    List<RawResponse> getsEach(ScenarioClient client) throws IOException {
        return run.playEach(client);
    }
}
