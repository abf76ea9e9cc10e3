// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.benchmarks.paper.Samples;
import io.trafficmirror.benchmarks.paper.Spread;
import java.util.List;
import java.util.Locale;

/**
 * What slices of cold starts say: by slice, the ratio to the application without a filter. A round gives one ratio, the geometric mean
 * of its two passes. Immutable.
 *
 * @param samples by slice as scenario, two passes a round
 */
record ColdText(Samples samples) {
    /** Lines of JSON and, behind #, of text. */
    String text() {
        StringBuilder text = new StringBuilder();
        List<String> slices =
                samples.all().stream().map(Sample::scenario).distinct().toList();
        for (String variant : samples.variants()) {
            String cpus = variant.substring(variant.lastIndexOf('-'));
            for (String slice : slices) {
                if (!variant.startsWith("none")) {
                    Samples base = samples.of(slice, "none" + cpus);
                    text.append(line(slice, variant, base, "perSecond")).append(line(slice, variant, base, "p99"));
                }
            }
        }
        return text.isEmpty() ? "# no slice has a whole round: nothing can be said\n" : text.toString();
    }

    private String line(String slice, String variant, Samples base, String figure) {
        Samples mine = samples.of(slice, variant);
        Spread ratio = Spread.of(mine.all().stream()
                .filter(sample -> sample.round() % 2 == 0)
                .mapToDouble(sample -> Math.sqrt(at(mine, sample.round(), figure)
                        / at(base, sample.round(), figure)
                        * at(mine, sample.round() - 1, figure)
                        / at(base, sample.round() - 1, figure)))
                .toArray());
        if (ratio.isEmpty()) {
            return "";
        }
        return String.format(
                        Locale.ROOT,
                        "{\"ratio\":\"%s\",\"slice\":\"%s\",\"variant\":\"%s\",\"median\":%.3f,\"least\":%.3f,"
                                + "\"most\":%.3f,\"rounds\":%d}%n",
                        figure,
                        slice,
                        variant,
                        ratio.median(),
                        ratio.least(),
                        ratio.most(),
                        ratio.count())
                + String.format(
                        Locale.ROOT,
                        "# %s, %s: %s is %s of that without a filter; the interval holds the median of all rounds with %.0f %%%n",
                        variant,
                        slice,
                        figure,
                        ratio.all("%.2f"),
                        100 * (1 - Math.pow(2, 1 - ratio.count())));
    }

    private static double at(Samples samples, int pass, String figure) {
        return samples.where(sample -> sample.round() == pass).spread(figure).median();
    }
}
