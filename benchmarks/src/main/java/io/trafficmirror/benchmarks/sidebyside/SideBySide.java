// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Request;
import io.trafficmirror.benchmarks.paper.Machine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.server.Server;

/**
 * Runs the same application under each variant, rounds interleaved, and compares, within each round, what its clients and its process
 * see with the application without a filter.
 */
public final class SideBySide {
    private static final String HELP = """
            Drives one Jetty application in its own process with nothing, with Traffic Mirror, with a naive filter and with
            nginx in front, round by round, and compares what its clients and its process see.

            matrix                  all side by side; then writes the parts of both pages, and the plots
              --minutes N           how long it may take without rounds that are taken again, which may be half of that more;
                                    decides how long each measurement is, a second at least (default: 65)
              --rounds N            (default: 5)
              --only A,B,…          of %s
              --resume              keep what the results hold and measure only what is missing
              --upload-mib N        (default: 1024)
              --results FILE        raw results, a line of JSON for each sample (default: docs/benchmarks/side-by-side.jsonl)
              --page FILE           (default: docs/benchmarks.md)
              --details FILE        the page of all tables (default: docs/benchmarks-details.md)

            report                  writes the parts of both pages and the plots anew from the raw results
              --results FILE, --page FILE, --details FILE
              --again                 of scenarios that were measured once more: their part of --details alone

            one                     one scenario of your own; prints its table
              --variants A,B,…      of %s (default: NONE, MIRROR_100; NONE is always run)
              --shadow MOOD         of %s (default: healthy)
              --body BYTES          POSTs of so many bytes instead of GETs
              --export              GETs of a response of 64 KiB
              --rate N              requests a second (default: as many as 16 connections carry)
              --rounds N            (default: 5)
              --seconds N           of each measurement (default: 5)
              --warm-up N           seconds at full speed, once for each process (default: 10)
            """;

    private static final Set<String> REPORT = Set.of("results", "page", "details", "again");
    private static final Set<String> MATRIX =
            Set.of("minutes", "rounds", "only", "resume", "upload-mib", "results", "page", "details");
    private static final Set<String> ONE =
            Set.of("variants", "shadow", "body", "export", "rate", "rounds", "seconds", "warm-up");

    private SideBySide() {}

    /** Exit code 2: the arguments are wrong. */
    public static void main(String[] args) throws IOException {
        int code = run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Runs as the command line does, in this process; {@code --help} anywhere asks for help and for nothing else. Returns the exit code. */
    static int run(String[] args, PrintStream out, PrintStream err) throws IOException {
        List<String> given = List.of(args);
        if (given.isEmpty()
                || given.contains("--help")
                || given.contains("-h")
                || given.get(0).equals("help")) {
            out.printf(HELP, parts(), Arrays.toString(Variant.values()), Scenario.MOODS);
            return 0;
        }
        String[] rest = given.subList(1, given.size()).toArray(String[]::new);
        try {
            switch (given.get(0)) {
                case "matrix" -> matrix(Options.of(MATRIX, rest));
                case "report" -> report(Options.of(REPORT, rest));
                case "one" -> one(Options.of(ONE, rest));
                default ->
                    throw new IllegalArgumentException(
                            given.get(0) + ": unknown command, must be matrix, report or one");
            }
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + " (see --help)");
            return 2;
        }
        return 0;
    }

    private static List<String> parts() {
        List<String> parts =
                new ArrayList<>(Matrix.scenarios().stream().map(Scenario::id).toList());
        parts.addAll(List.of(Holding.SCENARIO, Upload.SCENARIO));
        return parts;
    }

    private static void matrix(Options options) throws IOException {
        List<String> wanted =
                options.isSet("only") ? List.of(options.text("only", "").split(",", -1)) : parts();
        if (!parts().containsAll(wanted)) {
            throw new IllegalArgumentException("--only: must be of " + parts() + ", was " + wanted);
        }
        List<Scenario> scenarios =
                Matrix.scenarios().stream().filter(s -> wanted.contains(s.id())).toList();
        int rounds = options.number("rounds", 5);
        Effort effort = Effort.fitting(scenarios, rounds, options.number("minutes", 65) - 3);
        ResultFile file = results(options);
        if (options.isSet("resume")) {
            file.noteNew(facts());
        } else {
            file.begin(facts());
        }
        file.note("`./benchmarks/run matrix" + said(options) + "`: " + effort);
        System.err.printf(Locale.ROOT, "%s; about %.0f minutes%n", effort, effort.minutes(scenarios) + 3);
        new MatrixRun(file, effort).run(scenarios);
        if (wanted.contains(Holding.SCENARIO)) {
            Holding.run(file, rounds);
        }
        if (wanted.contains(Upload.SCENARIO)) {
            Upload.run(file, rounds, (long) options.number("upload-mib", 1024) << 20);
        }
        report(options);
    }

    private static String said(Options options) {
        StringBuilder said = new StringBuilder();
        for (String name : List.of("minutes", "rounds", "only", "resume", "upload-mib")) {
            if (options.isSet(name)) {
                said.append(" --").append(name).append(' ').append(options.text(name, ""));
            }
        }
        return said.toString().stripTrailing();
    }

    private static List<String> facts() {
        List<String> facts = new ArrayList<>(Machine.facts());
        facts.add("Jetty " + Server.getVersion() + ", " + Machine.nginx()
                + "; application: `-Xmx1g`, else the JVM's defaults");
        return facts;
    }

    private static void report(Options options) throws IOException {
        Path page = Path.of(options.text("page", "docs/benchmarks.md"));
        Path details = Path.of(options.text("details", "docs/benchmarks-details.md"));
        Report report = new Report(results(options), page, details);
        if (options.isSet("again")) {
            report.writeAgain();
            System.err.println("written: " + details);
        } else {
            report.write();
            System.err.println("written: " + page + " and " + details);
        }
    }

    private static ResultFile results(Options options) {
        return new ResultFile(Path.of(options.text("results", "docs/benchmarks/side-by-side.jsonl")));
    }

    private static void one(Options options) throws IOException {
        List<Variant> variants = new ArrayList<>(List.of(Variant.NONE));
        for (String name : options.text("variants", "MIRROR_100").split(",", -1)) {
            variants.add(Variant.of(name));
        }
        int body = options.number("body", 0);
        int rate = options.number("rate", 0);
        Scenario scenario = new Scenario(
                "one",
                options.text("shadow", "healthy"),
                body > 0 ? Request.post(body) : options.isSet("export") ? Request.EXPORT : Request.GET,
                rate > 0 ? new Pace.Fixed(rate) : new Pace.Saturation(),
                Matrix.possible(variants.stream().distinct().toArray(Variant[]::new)),
                1);
        Effort effort = new Effort(
                options.number("rounds", 5), options.number("seconds", 5), Effort.LEAD, options.number("warm-up", 10));
        Path samples = Files.createTempFile("side-by-side", ".jsonl");
        ResultFile file = new ResultFile(samples);
        new MatrixRun(file, effort).run(List.of(scenario));
        System.out.println(scenario.title() + "; " + effort + "\n\n" + Table.of(file.samples()));
        Files.delete(samples);
    }
}
