// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Compression on either side of the filter under test: scenario a68. What is seen is what passed the filter, with the coding that it had there. */
interface CompressionContract extends Scenarios {
    String TEXT = "All that glitters is not gold. ".repeat(50);

    @Test
    @Scenario("a68")
    default void what_a_filter_compresses_behind_us_is_seen_compressed() throws Exception {
        ScenarioOutcome outcome = scenario().behind(Compression::filter).gets(request());
        assertThat(unzipped(outcome.response())).isEqualTo(TEXT);
        outcome.captured();
        assertThat(outcome.seen().primary().head().orElseThrow().headers().first("Content-Encoding"))
                .contains("gzip");
        outcome.selected(1);
    }

    @Test
    @Scenario("a68")
    default void what_a_filter_compresses_in_front_of_us_is_seen_plain() throws Exception {
        isSeenPlain(scenario().before(Compression::filter).gets(request()));
    }

    @Test
    @Scenario("a68")
    default void what_the_container_compresses_is_seen_plain() throws Exception {
        isSeenPlain(when((request, response) -> {
                    response.setContentType(Site.COMPRESSED_TYPE);
                    response.getOutputStream().write(TEXT.getBytes(UTF_8));
                    response.flushBuffer();
                })
                .gets(request()));
    }

    private static void isSeenPlain(ScenarioOutcome outcome) throws IOException {
        assertThat(unzipped(outcome.response())).isEqualTo(TEXT);
        HeldBody body = outcome.seen().primary().body();
        assertThat(body.state()).isEqualTo(HeldBody.State.WHOLE);
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        body.buffers().forEach(part -> {
            byte[] bytes = new byte[part.remaining()];
            part.duplicate().get(bytes);
            seen.writeBytes(bytes);
        });
        assertThat(seen.toString(UTF_8)).isEqualTo(TEXT);
        assertThat(outcome.seen().primary().head().orElseThrow().headers().first("Content-Encoding"))
                .isEmpty();
        outcome.selected(1);
    }

    private static String unzipped(RawResponse response) throws IOException {
        assertThat(response.header("Content-Encoding")).contains("gzip");
        return new String(
                new GZIPInputStream(new ByteArrayInputStream(response.body().bytes())).readAllBytes(), UTF_8);
    }

    private ScenarioSetup scenario() {
        return when((request, response) -> {
            response.setContentType("text/plain");
            response.getOutputStream().write(TEXT.getBytes(UTF_8));
        });
    }

    private static Raw request() {
        return Raw.get("/s/x", "Accept-Encoding: gzip");
    }
}
