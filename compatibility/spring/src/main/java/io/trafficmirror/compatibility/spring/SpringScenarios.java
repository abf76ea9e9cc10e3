// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import io.trafficmirror.testkit.scenario.Outcome;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Talk;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;

/** What every part of the contract is written with. */
interface SpringScenarios {
    /** Has each application answer this client. */
    Outcome play(Talk client) throws IOException;

    /** Has each application answer this request. */
    Outcome play(Raw request) throws IOException;

    /** What the applications wait for before they go on with an answer. */
    BlockingQueue<String> news();
}
