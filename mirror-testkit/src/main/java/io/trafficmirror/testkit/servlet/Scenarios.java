// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

/** What every part of the contract is written with. */
interface Scenarios {
    /** The servers that scenarios are played on. */
    ScenarioRun run();

    /** An application in which every path below {@code /s} does this. */
    default Script when(Handler main) {
        return run().script(main);
    }
}
