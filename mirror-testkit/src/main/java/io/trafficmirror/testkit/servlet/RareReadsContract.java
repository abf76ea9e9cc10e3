// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static io.trafficmirror.testkit.servlet.Scenarios.say;
import static io.trafficmirror.testkit.servlet.Scenarios.thrown;
import static io.trafficmirror.testkit.servlet.Scenarios.tried;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.scenario.ScenarioOutcome;
import java.io.BufferedReader;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;

/** A reader that is closed, asked for the impossible, given line ends of every kind or a charset of several spellings: scenarios a122 and a123. */
interface RareReadsContract extends Scenarios {
    @Test
    @Scenario("a122")
    default void a_reader_that_was_closed_is_read_as_in_the_container() throws Exception {
        when((request, response) -> {
                    BufferedReader reader = request.getReader();
                    char[] some = new char[2];
                    String first = reader.readLine();
                    reader.close();
                    say(
                            response,
                            first,
                            tried(() -> reader.read(some)),
                            tried(reader::read),
                            tried(reader::readLine),
                            tried(reader::ready),
                            tried(() -> reader.skip(1)),
                            tried(() -> {
                                reader.close();
                                return "closed twice";
                            }),
                            tried(() -> request.getReader() == reader));
                })
                .gets(Raw.post("/s/x", "first\n", "Content-Type: text/plain;charset=UTF-8"))
                .hasStatus(200);
    }

    @Test
    @Scenario("a122")
    default void a_reader_that_is_asked_for_the_impossible_answers_as_in_the_container() throws Exception {
        when((request, response) -> {
                    BufferedReader reader = request.getReader();
                    char[] some = new char[4];
                    say(
                            response,
                            thrown(() -> reader.skip(-1)),
                            thrown(() -> reader.read(some, 3, 2)),
                            thrown(() -> reader.read(some, 0, 0)),
                            thrown(() -> reader.read((char[]) null)),
                            thrown(() -> {
                                reader.mark(4);
                                int n = reader.read(some);
                                reader.reset();
                                return n + new String(some) + (char) reader.read();
                            }),
                            reader.readLine(),
                            reader.readLine(),
                            reader.read());
                })
                .gets(Raw.post("/s/x", "abcdef\ngh", "Content-Type: text/plain;charset=UTF-8"))
                .hasStatus(200)
                .selected(1);
    }

    @Test
    @Scenario("a122")
    default void lines_end_where_they_end_in_the_container() throws Exception {
        ScenarioSetup reads = when((request, response) -> say(
                response,
                request.getReader()
                        .lines()
                        .map(line -> line.length() + "|" + line)
                        .toList()));
        String longLine = "0123456789abcdef".repeat(600);
        for (String body : new String[] {
            "a\rb\nc\r\nd",
            "a\r",
            "\r\r\n\n",
            "a\n\rb",
            "a\r\n",
            "\n",
            longLine + "\r\n" + longLine,
            longLine + "\r",
            "x".repeat(1023) + "\r\ny",
            "x".repeat(1024) + "\r\ny",
            "x".repeat(4095) + "\r\ny",
            "x".repeat(8191) + "\r\ny"
        }) {
            run().begin();
            ScenarioOutcome outcome = reads.gets(Raw.post("/s/x", body, "Content-Type: text/plain;charset=UTF-8"));
            outcome.hasStatus(200);
            assertThat(outcome.copy().body().text()).isEqualTo(body);
        }
    }

    @Test
    @Scenario("a123")
    default void characters_that_more_than_one_spelling_can_mean_are_not_copied() throws Exception {
        ScenarioSetup reads =
                when((request, response) -> say(response, request.getReader().readLine()));
        byte[] littleEndian = {(byte) 0xFF, (byte) 0xFE, 'a', 0, 'b', 0};
        reads.gets(Raw.post("/s/x", littleEndian, "Content-Type: text/plain;charset=UTF-16"))
                .answers("ab")
                .dropped(DropReason.BODY_INCOMPLETE);
        run().begin();
        byte[] secondSpelling = {'a', (byte) 0xFA, 0x54};
        reads.gets(Raw.post("/s/x", secondSpelling, "Content-Type: text/plain;charset=windows-31j"))
                .answers(new String(secondSpelling, Charset.forName("windows-31j")))
                .dropped(DropReason.BODY_INCOMPLETE);
    }
}
