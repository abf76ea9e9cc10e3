// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.trafficmirror.testkit.scenario.ScenarioRun;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What every part of the contract is written with. */
interface Scenarios {
    /** The servers that scenarios are run on. */
    ScenarioRun run();

    /** What the application on all of them does. */
    ScenarioHandlers handlers();

    /** What was written down on each of them. */
    ListenerRecords records();

    /** An application in which every path below {@code /s} does this. */
    default ScenarioSetup when(Handler main) {
        handlers().set(main);
        return new ScenarioSetup(run(), handlers());
    }

    /** Answers with these words, one per line, as UTF-8 with their length. */
    static void say(HttpServletResponse response, @Nullable Object... words) throws IOException {
        byte[] text =
                Arrays.stream(words).map(String::valueOf).collect(joining("\n")).getBytes(UTF_8);
        response.setContentType("text/plain;charset=UTF-8");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    /** Something that may fail. */
    @FunctionalInterface
    interface Attempt {
        @Nullable
        Object make() throws Exception;
    }

    /** What comes of an attempt: its result, or what was thrown, in words. */
    static String tried(Attempt attempt) {
        try {
            return String.valueOf(attempt.make());
        } catch (Exception e) {
            return e.getClass().getName() + ": " + e.getMessage();
        }
    }

    /** The kind of what is thrown; the words are the container's own. */
    static String thrown(Attempt attempt) {
        String result = tried(attempt);
        int words = result.indexOf(": ");
        return words < 0 ? result : result.substring(0, words);
    }
}
