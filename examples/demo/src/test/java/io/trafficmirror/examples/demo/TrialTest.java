// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the comparison shows. */
class TrialTest {
    /** A screen, with a line for each quarter of requests where there is no terminal to move one line on. */
    private static final int SCREEN = 64;

    @Test
    void the_planted_faults_are_found_and_nothing_else() {
        DemoRun run = DemoRun.of("--requests", "0");

        assertThat(run.status()).as("%s", run.out()).isZero();
        assertThat(run.out())
                .contains("  FAIL  httpbin v2")
                .anyMatch(line -> line.startsWith("    GET /orders/{id}  $.items[*].price"))
                .anyMatch(line -> line.startsWith("      value, rounded"))
                .anyMatch(line -> line.equals("      100 % have query.currency=JPY, others 0 %"))
                .anyMatch(line -> line.startsWith("    GET /orders/{id}  $.status"))
                .anyMatch(line -> line.startsWith("      value, changed"))
                .anyMatch(line -> line.startsWith("    GET /quotes/{id}  header.cache-control"))
                .anyMatch(line -> line.startsWith("      slower than the control's p99"))
                .anyMatch(line -> line.startsWith("The shadow hangs for "));
        assertThat(run.out()).hasSizeLessThan(SCREEN);
        assertThat(run.out().get(run.out().size() - 1)).startsWith("Kept: ");
    }

    @Test
    void without_faults_the_same_over_a_rest_application_does_not_fail() {
        DemoRun run = DemoRun.of("--requests", "0", "--no-faults", "--jaxrs", "--compare", "2000");

        assertThat(run.status()).as("%s", run.out()).isZero();
        assertThat(run.out())
                .contains("  INSUFFICIENT  httpbin v2")
                // How long three services in one process take is the machine's affair; what they say is ours.
                .anyMatch(line -> line.matches("    GET /orders/\\{id} +[0-9,]+ +0 +0 .*"))
                .anyMatch(line -> line.matches("    GET /quotes/\\{item} +[0-9,]+ +0 +0 .*"))
                .noneMatch(line -> line.contains("FAIL"));
    }
}
