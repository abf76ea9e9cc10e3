// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.report.MirrorCounts;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Five requests, and what both access logs say of them. Confined to one thread. */
final class Walkthrough {
    private static final int REQUESTS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For a shadow of somebody else, which may hang, and of which no log is shown. */
    private static final Duration LESS_PATIENCE = Duration.ofSeconds(5);

    private static final Message HEADERS = Message.get("mirror.example:8080", "/headers");

    private final PrintStream out;
    private final Promises promises;
    private final AccessLines primary = new AccessLines();
    private final AccessLines shadow = new AccessLines();

    Walkthrough(PrintStream out, Promises promises) {
        this.out = out;
        this.promises = promises;
    }

    /** Takes the lines that {@link #run} shows. */
    AccessLogs logs() {
        return new AccessLogs(primary::add, shadow::add);
    }

    void run(DemoServers servers) throws InterruptedException {
        out.println("\nFive times GET /headers with Host: mirror.example:8080");
        out.println("  " + send(servers));
        servers.awaitIdle(servers.hasOutsideShadow() ? LESS_PATIENCE : PATIENCE);
        List<String> seen = primary.await(REQUESTS, PATIENCE);
        show("Access log of httpbin v1, the primary:", seen);
        if (!servers.isMirrored()) {
            out.println("No copies: --no-filter.");
        } else if (servers.hasOutsideShadow()) {
            out.println("The log of " + servers.shadow() + " is not ours to show. " + counts(servers));
        } else {
            compare(seen, servers);
        }
    }

    private String send(DemoServers servers) {
        List<String> answers = new ArrayList<>();
        try (Connection connection = new Connection(servers.primary())) {
            for (int i = 0; i < REQUESTS; i++) {
                answers.add(Integer.toString(connection.exchange(HEADERS)));
            }
        } catch (IOException e) {
            answers.add(e.toString());
        }
        promises.require(answers.equals(Collections.nCopies(REQUESTS, "200")), "the five answers were " + answers);
        return String.join(" ", answers);
    }

    /** Every copy that was answered must be in the shadow's log, and nothing else. */
    private void compare(List<String> seen, DemoServers servers) throws InterruptedException {
        long answered = servers.stats().orElseThrow().mirrors().stream()
                .mapToLong(MirrorCounts::answeredInAll)
                .sum();
        List<String> copied = shadow.await((int) answered, PATIENCE);
        show("Access log of httpbin v2, the shadow:", copied);
        List<String> unmatched =
                new ArrayList<>(seen.stream().map(AccessLines::comparable).toList());
        long matching = copied.stream()
                .map(AccessLines::comparable)
                .filter(unmatched::remove)
                .count();
        out.println(
                "The shadow's lines match the primary's: " + matching + " of " + seen.size() + ". " + counts(servers));
        promises.require(
                matching == answered && matching == copied.size(),
                matching + " of the shadow's " + copied.size() + " lines match, " + answered + " copies were answered");
    }

    private void show(String title, List<String> lines) {
        out.println(title);
        lines.forEach(line -> out.println("  " + line));
    }

    private static String counts(DemoServers servers) {
        List<MirrorCounts> all = servers.stats().orElseThrow().mirrors();
        return "Copies sent: " + all.stream().mapToLong(MirrorCounts::sent).sum() + ", answered: "
                + all.stream().mapToLong(MirrorCounts::answeredInAll).sum() + ".";
    }
}
