// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.HeldBody.State;
import io.trafficmirror.testkit.http.Framing;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioClient;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies that don't pass the application: the container's static files, the kernel's transfers. Scenarios a65 to a67 and a98. */
interface StaticContract extends Scenarios {
    @Test
    @Scenario({"a66", "a98"})
    default void static_files_are_served_as_before() throws Exception {
        for (String file : new String[] {"small.txt", "large.bin", "missing.txt"}) {
            for (String method : new String[] {"GET", "HEAD"}) {
                run().begin();
                files(Raw.request(method, "/s/files/" + file, new byte[0])).selected(1);
            }
        }
    }

    @Test
    @Scenario({"a66", "a98"})
    default void ranges_of_static_files_are_served_as_before() throws Exception {
        for (String file : new String[] {"small.txt", "large.bin"}) {
            run().begin();
            files(Raw.get("/s/files/" + file, "Range: bytes=3-7"))
                    .hasStatus(206)
                    .answers("34567")
                    .selected(1);
        }
    }

    @Test
    @Scenario({"a66", "a98"})
    default void a_range_beyond_a_static_file_is_refused_as_before() throws Exception {
        Raw beyond = Raw.get("/s/files/small.txt", "Range: bytes=999999-");
        if (framesRefusalsOfWrappedResponsesOtherwise()) {
            List<RawResponse> responses = when((asked, answer) -> {}).getsEach(ScenarioClient.of(beyond));
            assertThat(responses).extracting(RawResponse::status).containsOnly(416);
            assertThat(responses)
                    .extracting(response -> response.body().sha256())
                    .containsOnly(responses.get(0).body().sha256());
            assertThat(responses)
                    .extracting(response -> response.body().framing())
                    .containsExactly(Framing.CHUNKED, Framing.CHUNKED, Framing.LENGTH);
        } else {
            files(beyond).hasStatus(416).selected(1);
        }
    }

    /** Whether the container sends the page of a refused range in chunks, but with its length if the response is wrapped, by whomever. */
    default boolean framesRefusalsOfWrappedResponsesOtherwise() {
        return false;
    }

    @Test
    @Scenario({"a66", "a98"})
    default void a_static_file_that_the_client_has_is_not_sent() throws Exception {
        ScenarioOutcome first = files(Raw.get("/s/files/small.txt")).answers(StaticFiles.SMALL_TEXT);
        String since = first.response().header("Last-Modified").orElseThrow();
        run().begin();
        files(Raw.get("/s/files/small.txt", "If-Modified-Since: " + since))
                .hasStatus(304)
                .selected(1);
    }

    /** Runs a scenario without a handler: the container serves it. */
    private ScenarioOutcome files(Raw request) throws Exception {
        return when((asked, answer) -> {}).gets(request);
    }

    @Test
    @Scenario({"a65", "a67"})
    default void what_passed_the_response_is_known_not_to_be_seen() throws Exception {
        when((request, response) -> {
                    response.setContentLength(6);
                    response.getOutputStream().print("abc");
                    ServletResponse raw = response;
                    while (raw instanceof ServletResponseWrapper wrapper) {
                        raw = wrapper.getResponse();
                    }
                    raw.getOutputStream().print("def");
                })
                .gets(Raw.get("/s/x"))
                .answers("abcdef")
                .notCaptured(State.NOT_SEEN);
    }

    @Test
    @Scenario("a65")
    default void a_file_that_the_kernel_sends_is_known_not_to_be_seen() throws Exception {
        ScenarioOutcome outcome = when((request, response) -> {
                    boolean kernel = Boolean.TRUE.equals(request.getAttribute("org.apache.tomcat.sendfile.support"));
                    response.setHeader("X-Kernel", String.valueOf(kernel));
                    response.setContentLength(StaticFiles.LARGE_BYTES);
                    if (kernel) {
                        Path file = Path.of(request.getServletContext().getRealPath("/s/files/large.bin"));
                        request.setAttribute("org.apache.tomcat.sendfile.filename", file.toString());
                        request.setAttribute("org.apache.tomcat.sendfile.start", 0L);
                        request.setAttribute("org.apache.tomcat.sendfile.end", (long) StaticFiles.LARGE_BYTES);
                    } else {
                        response.getOutputStream()
                                .write(StaticFiles.SMALL_TEXT
                                        .repeat(StaticFiles.LARGE_BYTES / 20)
                                        .getBytes(US_ASCII));
                    }
                })
                .gets(Raw.get("/s/x"))
                .answers(StaticFiles.SMALL_TEXT.repeat(StaticFiles.LARGE_BYTES / 20));
        assertThat(outcome.response().header("X-Kernel")).contains(String.valueOf(hasKernelSendFiles()));
        outcome.notCaptured(hasKernelSendFiles() ? State.NOT_SEEN : State.TRUNCATED);
    }

    /** Whether the container is one that offers the application to have the kernel send a file. */
    default boolean hasKernelSendFiles() {
        return false;
    }
}
