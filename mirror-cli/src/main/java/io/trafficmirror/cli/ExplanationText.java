// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.config.Explanation;
import io.trafficmirror.config.PlannedCopy;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.Role;
import io.trafficmirror.route.Consideration;
import io.trafficmirror.route.RouteHit;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Explanations for people. */
final class ExplanationText {
    private ExplanationText() {}

    static List<String> write(RequestHead request, Explanation explanation) {
        List<String> lines = new ArrayList<>();
        lines.add(
                request.method() + " " + request.target() + (request.host().isEmpty() ? "" : " for " + request.host()));
        lines.add("");
        for (Consideration<MirrorRule> one : explanation.considered()) {
            lines.add(place(one.candidate()) + ": " + one.verdict().reason());
        }
        copies(lines, explanation);
        return lines;
    }

    private static String place(RouteHit<MirrorRule> hit) {
        return "  route " + hit.route().name() + ", rule " + hit.rule()
                + hit.action().name().map(name -> " (" + name + ")").orElse("") + ", match " + hit.match();
    }

    private static void copies(List<String> lines, Explanation explanation) {
        lines.add("");
        if (explanation.winner().isEmpty()) {
            lines.add("no rule matches: no copy");
        } else if (explanation.copies().isEmpty()) {
            lines.add("the rule has no mirror: no copy");
        } else {
            explanation.refusal().ifPresent(why -> lines.add("no copy would be made: " + why));
        }
        explanation.copies().forEach(copy -> copy(lines, copy));
    }

    private static void copy(List<String> lines, PlannedCopy copy) {
        lines.add((copy.mirror().role() == Role.CONTROL ? "control, copy to " : "copy to ")
                + copy.mirror().name() + " at " + copy.mirror().target() + ", " + share(copy.mirror()));
        lines.add("  " + copy.request().method() + " " + copy.request().rawTarget());
        lines.add("  Host: " + copy.request().authority());
        Headers headers = copy.request().headers();
        for (int i = 0; i < headers.size(); i++) {
            lines.add("  " + headers.name(i) + ": " + headers.value(i));
        }
    }

    private static String share(MirrorSpec mirror) {
        Sampling sampling = mirror.sampling();
        StringBuilder share = new StringBuilder("share " + sampling.fraction());
        sampling.key()
                .ifPresent(key -> share.append(" of the values of ")
                        .append(key.source().name().toLowerCase(Locale.ROOT))
                        .append(' ')
                        .append(key.name()));
        sampling.maxPerSecond()
                .ifPresent(most -> share.append(", at most ").append(most).append(" a second"));
        if (sampling.copies() > 1) {
            share.append(", ").append(sampling.copies()).append(" copies of each");
        }
        return share
                + mirror.ordering()
                        .map(Ordering::words)
                        .filter(words -> !words.isEmpty())
                        .map(words -> ", ordered " + words)
                        .orElse("");
    }
}
