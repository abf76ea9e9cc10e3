// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.load.Load;
import io.trafficmirror.benchmarks.load.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** The load generator {@code wrk} as a client, at saturation. Confined to one thread. */
final class Wrk implements AutoCloseable {
    private static final int PERMILLE = 1000;

    /** Latencies in microseconds, one for each permille; then what else there is to know. */
    private static final String DONE = """
            done = function(summary, latency, requests)
              for i = 1, 1000 do io.write("LATENCY ", latency:percentile(i / 10), "\\n") end
              io.write("REQUESTS ", summary.requests, "\\n")
              io.write("MICROS ", summary.duration, "\\n")
              local e = summary.errors
              io.write("ERRORS ", e.connect + e.read + e.write + e.timeout + e.status, "\\n")
            end
            """;

    private final Path script;

    Wrk() throws IOException {
        script = Files.createTempFile("wrk", ".lua");
    }

    /** Sends for whole seconds, lead included; the lead is a run of its own before the window. */
    Load.Result run(Load load, Load.Window window) throws IOException {
        if (load.perSecond() > 0) {
            throw new IllegalArgumentException("wrk sends as much as its connections carry, and at no other rate");
        }
        Files.writeString(script, scriptOf(load.request()));
        long sent = 0;
        long errors = 0;
        if (load.leadSeconds() > 0) {
            Load.Result lead = read(start(load, load.leadSeconds()));
            sent = lead.sent();
            errors = lead.errors();
        }
        window.opens();
        Load.Result seen = read(start(load, load.seconds()));
        window.shuts();
        return new Load.Result(
                seen.answered(), seen.perSecond(), sent + seen.sent(), errors + seen.errors(), 0, seen.micros());
    }

    private Process start(Load load, double seconds) throws IOException {
        return new ProcessBuilder(
                        "wrk",
                        "-t2",
                        "-c" + load.connections(),
                        "-d" + Math.max(1, Math.round(seconds)) + "s",
                        "-s",
                        script.toString(),
                        "http://127.0.0.1:" + load.port() + load.request().target())
                .redirectErrorStream(true)
                .start();
    }

    private static String scriptOf(Request request) {
        return "wrk.method = \"" + request.method() + "\"\n"
                + (request.bodyBytes() > 0
                        ? "wrk.headers[\"Content-Type\"] = \"application/json\"\n" + "wrk.body = string.rep(\"x\", "
                                + request.bodyBytes() + ")\n"
                        : "")
                + DONE;
    }

    private static Load.Result read(Process process) throws IOException {
        Histogram micros = new Histogram(3);
        long requests = 0;
        long errors = 0;
        double seconds = Double.NaN;
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", 2);
                switch (words[0]) {
                    case "LATENCY" -> micros.recordValue((long) Double.parseDouble(words[1]));
                    case "REQUESTS" -> requests = Long.parseLong(words[1]);
                    case "MICROS" -> seconds = Double.parseDouble(words[1]) / 1e6;
                    case "ERRORS" -> errors = Long.parseLong(words[1]);
                    default -> {
                        // What it tells people.
                    }
                }
            }
        }
        if (micros.getTotalCount() != PERMILLE) {
            throw new IOException("wrk told no figures; is it installed?");
        }
        return new Load.Result(requests - errors, (requests - errors) / seconds, requests, errors, 0, micros);
    }

    /** Whether it is installed. */
    static boolean isThere() {
        return Stream.of("/usr/bin/wrk", "/usr/local/bin/wrk").map(Path::of).anyMatch(Files::isExecutable);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(script);
    }
}
