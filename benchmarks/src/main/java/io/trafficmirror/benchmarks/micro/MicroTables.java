// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What JMH measured, as tables in Markdown. Confined to one thread. */
final class MicroTables {
    private static final String GARBAGE = "gc.alloc.rate.norm";
    private static final List<String> RULES = List.of("1", "100", "1000", "10000");

    private final List<RunResult> results = new ArrayList<>();

    void add(List<RunResult> more) {
        results.addAll(more);
    }

    /** One line for each benchmark. */
    List<String> raw(List<String> facts) {
        List<String> lines =
                new ArrayList<>(facts.stream().map(fact -> "# " + fact).toList());
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            Map<String, Double> figures = new TreeMap<>();
            figures.put("ns", nanos(result).median());
            figures.put("nsLeast", nanos(result).least());
            figures.put("nsMost", nanos(result).most());
            figures.put("bytes", garbage(result));
            figures.put("threads", (double) params.getThreads());
            String variant =
                    params.getParamsKeys().stream().map(params::getParam).reduce("", (a, b) -> a + "/" + b);
            lines.add(new Sample(name(result), variant.isEmpty() ? "-" : variant.substring(1), 1, figures).toJson());
        }
        return lines;
    }

    @Override
    public String toString() {
        return filter() + observe() + offer() + lookup();
    }

    private String filter() {
        RunResult none = find("FilterBenchmark.noRuleMatches", 1);
        RunResult unsampled = find("FilterBenchmark.matchedNotSampled", 1);
        RunResult get = find("FilterBenchmark.sampledGet", 1);
        return """
                ### The servlet filter alone

                `FilterBenchmark`: a stub request with ten fields, an application that reads its body and does nothing else. The transport answers at once on the request's thread, so the
                end of the copy is in the figures. Of the bytes of a sampled request some are the stub's: an enumeration for each field, as a container makes too.

                | | ns | B | target | met |
                |---|---|---|---|---|
                """
                + row("no filter", find("FilterBenchmark.noFilter", 1), "", "")
                + row("no rule matches", none, "≤ 300 ns, 0 B", met(none, 300, 0))
                + row("a rule matches, not sampled", unsampled, "≤ 300 ns", met(unsampled, 300, Double.MAX_VALUE))
                + row("sampled GET", get, "≤ 3,000 ns, 4,096 B", met(get, 3000, 4096))
                + row(
                        "sampled POST of 1 KB, read by the application",
                        find("FilterBenchmark.sampledPostOf1Kb", 1),
                        "",
                        "");
    }

    private String observe() {
        return """

                ### The library alone

                `ObserveBenchmark`: from `observe` to the end of the exchange, with heads that are there already. The path's own string is made by the reader.
                `ObservedBenchmark`: an observer is shown both responses. The shadow's body is told by a thread of the transport, and so left out.

                | | ns | B | target | met |
                |---|---|---|---|---|
                """
                + row("no rule matches", find("ObserveBenchmark.noRuleMatches", 1), "", "")
                + row("a rule matches, not sampled", find("ObserveBenchmark.matchedNotSampled", 1), "", "")
                + row("GET, copied", find("ObserveBenchmark.sampledGet", 1), "", "")
                + row("POST of 1 KB, copied", find("ObserveBenchmark.sampledPostOf1Kb", 1), "", "")
                + row(
                        "GET with a response of 2 KB, copied, and some work",
                        find("ObservedBenchmark.copiedGet", 1),
                        "",
                        "")
                + observed(find("ObservedBenchmark.copiedGet", 1), find("ObservedBenchmark.observedGet", 1));
    }

    private static String observed(RunResult without, RunResult with) {
        double more = nanos(with).median() - nanos(without).median();
        return row(
                "the same, observed",
                with,
                String.format(Locale.ROOT, "at most 1,500 ns more, was %,.0f", more),
                more <= 1500 ? "yes" : "**no**");
    }

    private String offer() {
        StringBuilder table = new StringBuilder("""

                ### Handing a copy over, under contention

                `OfferBenchmark`: all threads offer to one shadow as fast as they can. With more threads than processors the wall time of one call holds the time for which its thread had
                no processor, so the third figure divides it by the threads that each processor has to share: what one call takes of a processor.

                | | threads | ns wall | ns of a processor | B |
                |---|---|---|---|---|
                """);
        for (String name : List.of("refusedBeforeCapture", "droppedAtAFullQueue", "launchedAndEnded")) {
            for (RunResult result : results) {
                if (name(result).equals("OfferBenchmark." + name)) {
                    int threads = result.getParams().getThreads();
                    double share =
                            Math.max(1, (double) threads / Runtime.getRuntime().availableProcessors());
                    table.append(String.format(
                            Locale.ROOT,
                            "| %s | %d | %s | %.0f | %.0f |%n",
                            title(name),
                            threads,
                            nanos(result).all("%.0f"),
                            nanos(result).median() / share,
                            garbage(result)));
                }
            }
        }
        return table.toString();
    }

    private static String title(String name) {
        return switch (name) {
            case "refusedBeforeCapture" -> "refused before anything is captured";
            case "droppedAtAFullQueue" -> "offered to a full queue, dropped";
            default -> "offered, launched and ended";
        };
    }

    private String lookup() {
        StringBuilder table = new StringBuilder("""

                ### Finding the rule of a request

                `RouteLookupBenchmark`: 64 requests in turn for rules spread over the whole table; every look-up finds its rule. The reader hands out strings that are there already.
                ns for each look-up; the target is that 1,000 rules cost at most three times what one does.

                | rules told apart by | 1 rule | 100 | 1,000 | 10,000 | 1,000 : 1 | met | B, at most |
                |---|---|---|---|---|---|---|---|
                """);
        for (String by : List.of("path", "host", "all")) {
            table.append("| ")
                    .append(
                            switch (by) {
                                case "path" -> "path prefix";
                                case "host" -> "hostname";
                                default -> "prefix, method, header and query parameter";
                            });
            double most = 0;
            for (String rules : RULES) {
                RunResult result = lookup(by, rules);
                table.append(" | ").append(nanos(result).all("%.0f"));
                most = Math.max(most, garbage(result));
            }
            double ratio =
                    nanos(lookup(by, "1000")).median() / nanos(lookup(by, "1")).median();
            table.append(
                    String.format(Locale.ROOT, " | %.2f | %s | %.0f |%n", ratio, ratio <= 3 ? "yes" : "**no**", most));
        }
        return table.toString();
    }

    private RunResult lookup(String by, String rules) {
        return results.stream()
                .filter(result -> name(result).equals("RouteLookupBenchmark.find"))
                .filter(result -> result.getParams().getParam("by").equals(by)
                        && result.getParams().getParam("rules").equals(rules))
                .findFirst()
                .orElseThrow();
    }

    private RunResult find(String name, int threads) {
        return results.stream()
                .filter(result ->
                        name(result).equals(name) && result.getParams().getThreads() == threads)
                .findFirst()
                .orElseThrow();
    }

    private static String row(String what, RunResult result, String target, String met) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %s | %s |%n",
                what,
                nanos(result).all("%.0f"),
                garbage(result),
                target,
                met);
    }

    private static String met(RunResult result, double nanos, double bytes) {
        return nanos(result).median() <= nanos && garbage(result) <= bytes + 0.5 ? "yes" : "**no**";
    }

    /** Class and method. */
    private static String name(RunResult result) {
        String name = result.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
    }

    private static Spread nanos(RunResult result) {
        return Spread.of(result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getPrimaryResult)
                .mapToDouble(Result::getScore)
                .toArray());
    }

    private static double garbage(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(GARBAGE);
        return bytes == null ? Double.NaN : bytes.getScore();
    }
}
