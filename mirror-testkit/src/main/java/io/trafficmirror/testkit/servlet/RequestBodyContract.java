// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

/** A request's body: scenarios a1 to a30. */
interface RequestBodyContract extends Scenarios {
    @Test
    @Scenario("a1")
    default void bytes_read_to_the_end_are_the_same_here_and_there() throws Exception {
        when((request, response) -> response.getOutputStream()
                        .write(request.getInputStream().readAllBytes()))
                .gets(Raw.post("/s/x", "{\"n\": \"\u00e9\"}", "Content-Type: application/json"))
                .answers("{\"n\": \"\u00e9\"}")
                .copies("{\"n\": \"\u00e9\"}".getBytes(UTF_8));
    }
}
