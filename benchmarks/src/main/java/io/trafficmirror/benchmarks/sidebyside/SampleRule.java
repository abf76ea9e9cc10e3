// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.sidebyside;

import io.trafficmirror.benchmarks.paper.Sample;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a measurement must show to count, fixed before anything is measured: no request of the primary in error, a process that lives, the
 * copies that its variant promises, evidence stored where its variant has a broker and only there, and
 * a machine that was the same in both turns of the application alone. Stateless.
 */
final class SampleRule {
    /** How far the application alone may be from itself within a round. */
    static final double MOST_DRIFT = 0.10;

    private static final double LEAST_DELIVERED = 0.99;

    private static final Set<Variant> DELIVER =
            Set.of(Variant.MIRROR_ALL, Variant.MIRROR_OBSERVE, Variant.MIRROR_COMPARE_ALL, Variant.NGINX_MIRROR);

    private SampleRule() {}

    /** The same sample, refused if it breaks the rule. One that was refused before stays so. */
    static Sample applied(Sample sample) {
        if (!sample.counts() || !isOfMatrix(sample)) {
            return sample;
        }
        if (sample.figure("died") > 0) {
            return sample.refusedFor("the application died, out of memory");
        }
        if (sample.figure("errors") > 0) {
            return sample.refusedFor(sample.figure("requests") > 0 ? "requests in error" : "no request without error");
        }
        if (!(sample.figure("requests") > 0)) {
            return sample.refusedFor("nothing was answered");
        }
        Variant variant = Variant.of(sample.variant());
        if (promisesDelivery(sample)
                && !(sample.figure("deliveredAtLast") >= LEAST_DELIVERED)
                && !(mayFillTheBudget(sample) && droppedForBytesAlone(sample))) {
            return sample.refusedFor("copies were not delivered");
        }
        if (variant.behind() != Behind.NO_SINK && variant.behind().stores() != sample.figure("sinkAcked") > 0) {
            return sample.refusedFor(
                    variant.behind().stores() ? "no evidence was stored" : "evidence was stored without a broker");
        }
        return variant == Variant.NONE && sample.figure("drift") > MOST_DRIFT
                ? sample.refusedFor(
                        String.format(Locale.ROOT, "the machine drifted by more than %.0f %%", MOST_DRIFT * 100))
                : sample;
    }

    private static boolean isOfMatrix(Sample sample) {
        return sample.figures().containsKey("perSecond");
    }

    /** Bodies of 1 MiB come faster than they leave, whatever the budget; our filter then promises the budget, and the row tells what was delivered. */
    private static boolean mayFillTheBudget(Sample sample) {
        return sample.scenario().equals(Matrix.POST_1M)
                && Variant.of(sample.variant()).isOurs();
    }

    private static boolean droppedForBytesAlone(Sample sample) {
        double lost = sample.figures().entrySet().stream()
                .filter(figure ->
                        figure.getKey().startsWith("drop.") || figure.getKey().startsWith("fail."))
                .filter(figure -> !figure.getKey().equals("drop.byte_budget"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return sample.figure("delivered") > 0 && lost <= (1 - LEAST_DELIVERED) * sample.figure("selected");
    }

    /** In front of a healthy shadow these deliver all. */
    private static boolean promisesDelivery(Sample sample) {
        return DELIVER.contains(Variant.of(sample.variant()).process()) && Matrix.isHealthy(sample.scenario());
    }
}
