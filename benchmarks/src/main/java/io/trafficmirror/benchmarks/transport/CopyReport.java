// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

import io.trafficmirror.benchmarks.paper.Bars;
import io.trafficmirror.benchmarks.paper.Machine;
import io.trafficmirror.benchmarks.paper.Page;
import io.trafficmirror.benchmarks.paper.Samples;
import io.trafficmirror.benchmarks.paper.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the page's part about the cost of a copy from raw results. {@code facts FILE} begins such a file; {@code page FILE PAGE} reads
 * it, and fills the part that has the file's name.
 */
public final class CopyReport {
    private static final int BYTES = 200;

    private CopyReport() {}

    /** Two commands, see above. */
    public static void main(String[] args) throws IOException {
        Path results = Path.of(args[1]);
        if (args[0].equals("facts")) {
            List<String> facts = new ArrayList<>(Machine.facts());
            facts.set(1, System.getProperty("jdks", "one JDK"));
            facts.add(Machine.nginx() + "; `./benchmarks/copy-cost`");
            Files.createDirectories(results.toAbsolutePath().getParent());
            Files.write(results, facts.stream().map(fact -> "# " + fact).toList());
            return;
        }
        Samples samples = Samples.read(results);
        StringBuilder text = new StringBuilder();
        Files.readAllLines(results).stream()
                .filter(line -> line.startsWith("# "))
                .forEach(line -> text.append("- ").append(line.substring(2)).append('\n'));
        Path page = Path.of(args[2]);
        Bars bars = new Bars("CPU for each delivered small copy, µs", "%.1f");
        for (int jdk : List.of(17, 25)) {
            if (!samples.where(sample -> sample.scenario().startsWith(jdk + "/"))
                    .isEmpty()) {
                text.append("\n### On JDK ").append(jdk).append("\n\n").append(table(samples, jdk));
                plot(bars, samples, jdk);
            }
        }
        Path folder = page.resolveSibling("benchmarks");
        Files.createDirectories(folder);
        String part = results.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Files.writeString(folder.resolve(part + ".svg"), bars.svg());
        text.append("\n![")
                .append(bars.title())
                .append("](benchmarks/")
                .append(part)
                .append(".svg)\n");
        Page.fill(page, part, text.toString());
    }

    private static String table(Samples samples, int jdk) {
        StringBuilder table = new StringBuilder(
                "| load | `wire` µs (its threads + handing over) | JDK client µs | nginx `mirror` µs | `wire` : JDK client | target | met "
                        + "| `wire` : nginx | target | met | B `wire` | ≤ 200 | B JDK client | compiler µs `wire`, JDK client | copies/s `wire`, JDK client | failed |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (CopyLoad load : CopyLoad.values()) {
            Samples wire = samples.of(load.scenario(jdk), "wire");
            Samples jdks = samples.of(load.scenario(jdk), "jdk");
            Samples nginx = samples.of(load.scenario(jdk), "nginx");
            if (wire.isEmpty() || jdks.isEmpty()) {
                continue;
            }
            Spread toJdk = wire.ratio(jdks, "total");
            double copyOfNginx = nginx.spread("total").median();
            Spread toNginx = wire.spread(sample -> sample.figure("total") / copyOfNginx);
            table.append(String.join(
                    " | ",
                    "| " + load.title(),
                    wire.spread("total").all("%.1f") + " = "
                            + wire.spread("cpu").median("%.1f") + " + "
                            + wire.spread("offer").median("%.1f"),
                    jdks.spread("total").all("%.1f"),
                    nginx.spread("total").all("%.1f"),
                    toJdk.all("%.3f"),
                    String.format(Locale.ROOT, "≤ %.3f", load.ofJdk()),
                    toJdk.median() <= load.ofJdk() ? "yes" : "**no**",
                    toNginx.all("%.2f"),
                    load.ofNginx() > 0 ? String.format(Locale.ROOT, "≤ %.2f", load.ofNginx()) : "",
                    load.ofNginx() > 0 ? met(toNginx, load) : "",
                    wire.spread("bytes").median("%.0f"),
                    wire.spread("bytes").median() <= BYTES ? "yes" : "**no**",
                    jdks.spread("bytes").median("%.0f"),
                    wire.spread("jit").median("%.1f") + ", "
                            + jdks.spread("jit").median("%.1f"),
                    wire.spread("perSecond").median("%.0f") + ", "
                            + jdks.spread("perSecond").median("%.0f"),
                    String.format(Locale.ROOT, "%.0f", failed(wire) + failed(jdks)) + " |\n"));
        }
        return table.toString();
    }

    private static double failed(Samples samples) {
        return samples.all().stream()
                .mapToDouble(sample -> sample.figure("failed"))
                .sum();
    }

    private static String met(Spread ratio, CopyLoad load) {
        if (ratio.isEmpty()) {
            return "not measured";
        }
        if (ratio.median() <= load.ofNginx()) {
            return "yes";
        }
        return ratio.median() <= load.accepted()
                ? String.format(Locale.ROOT, "**no**; ≤ %.2f, to be explained by a profile", load.accepted())
                : "**no**";
    }

    private static void plot(Bars bars, Samples samples, int jdk) {
        for (CopyLoad load : List.of(CopyLoad.GET_FULL, CopyLoad.GET_5000, CopyLoad.GET_1000, CopyLoad.TLS_FULL)) {
            Samples scenario = samples.of(load.scenario(jdk));
            if (!scenario.isEmpty()) {
                bars.group(load.title() + ", JDK " + jdk);
                for (String variant : List.of("wire", "nginx", "jdk")) {
                    String label = switch (variant) {
                        case "wire" -> "wire";
                        case "nginx" -> "nginx mirror";
                        default -> "JDK client";
                    };
                    bars.bar(label, samples.of(load.scenario(jdk), variant).spread("total"), variant.equals("wire"));
                }
            }
        }
    }
}
