// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import io.trafficmirror.compare.difference.PathPattern;
import io.trafficmirror.compare.difference.PathRule;
import io.trafficmirror.compare.document.DocumentLimits;
import io.trafficmirror.compare.evidence.EvidenceLimits;
import io.trafficmirror.compare.response.BodyComparer;
import io.trafficmirror.compare.response.HeaderRules;
import io.trafficmirror.compare.response.ResponseComparer;
import io.trafficmirror.experiment.ExperimentPlan;
import io.trafficmirror.experiment.Writes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Builds a {@link ComparingObserver}. Confined to one thread.
 *
 * @since 0.1.0
 */
public final class ComparingObserverBuilder {
    private static final int MOST_DIFFERENCES = 500;

    private final Map<PathPattern, PathRule> rules = new LinkedHashMap<>();
    private final Map<String, Map<PathPattern, PathRule>> routeRules = new LinkedHashMap<>();
    private final List<String> attributeFields = new ArrayList<>();
    private final List<PathPattern> shown = new ArrayList<>();
    private ExperimentPlan plan = ExperimentPlan.NONE;
    private Writes writes = Writes.SEND;
    private HeaderRules headers = HeaderRules.DEFAULT;
    private DocumentLimits documents = DocumentLimits.DEFAULT;
    private EvidenceLimits evidence = EvidenceLimits.DEFAULT;
    private int maxBodyBytes = 64 << 10;
    private LongSupplier clock = System::currentTimeMillis;
    private RandomGenerator random = new java.security.SecureRandom();

    ComparingObserverBuilder() {}

    /**
     * A rule for a place in the responses of all routes.
     *
     * @param path such as {@code $.items[*].id}, {@code $.**.traceId}, {@code header.etag}
     * @throws IllegalArgumentException if the path can't be read
     */
    public ComparingObserverBuilder rule(String path, PathRule rule) {
        rules.putIfAbsent(PathPattern.parse(path), Objects.requireNonNull(rule, "rule"));
        return this;
    }

    /** The same for one route, named as in the evidence: {@code GET /orders/{id}}. It counts before those for all routes. */
    public ComparingObserverBuilder rule(String route, String path, PathRule rule) {
        routeRules
                .computeIfAbsent(Objects.requireNonNull(route, "route"), r -> new LinkedHashMap<>())
                .putIfAbsent(PathPattern.parse(path), Objects.requireNonNull(rule, "rule"));
        return this;
    }

    /** Leaves a place out of the comparison, with everything below it. */
    public ComparingObserverBuilder ignore(String path) {
        return rule(path, PathRule.IGNORE);
    }

    /** What settings say of single rules, beside what is said here. */
    public ComparingObserverBuilder plan(ExperimentPlan other) {
        plan = Objects.requireNonNull(other, "plan");
        return this;
    }

    /**
     * What becomes of methods that are not safe; {@link Writes#SEND} by default.
     *
     * @throws IllegalArgumentException if it is {@link Writes#DROP}, for whether copies leave is said of the mirror
     */
    public ComparingObserverBuilder writes(Writes other) {
        if (other == Writes.DROP) {
            throw new IllegalArgumentException(
                    "writes: must be COMPARE or SEND, was DROP: say safeMethodsOnly() of the route, or"
                            + " comparison.writes: drop in a policy");
        }
        writes = Objects.requireNonNull(other, "writes");
        return this;
    }

    /** Which fields of a response are compared. */
    public ComparingObserverBuilder headers(HeaderRules other) {
        headers = Objects.requireNonNull(other, "headers");
        return this;
    }

    /** A further field of requests in which causes are looked for, such as that of the tenant: its values are kept if they are few. */
    public ComparingObserverBuilder attribute(String field) {
        attributeFields.add(Objects.requireNonNull(field, "field"));
        return this;
    }

    /**
     * Lets examples show the values at a place of the responses, of which otherwise they tell type and length only: values may be secrets or say who
     * somebody is, and they go wherever reports go.
     *
     * @throws IllegalArgumentException if the path can't be read
     */
    public ComparingObserverBuilder showValues(String path) {
        shown.add(PathPattern.parse(path));
        return this;
    }

    /** Bounds on one body. */
    public ComparingObserverBuilder documentLimits(DocumentLimits other) {
        documents = Objects.requireNonNull(other, "documentLimits");
        return this;
    }

    /** Bounds on what is kept. */
    public ComparingObserverBuilder evidenceLimits(EvidenceLimits other) {
        evidence = Objects.requireNonNull(other, "evidenceLimits");
        return this;
    }

    /** The most bytes of a body that are kept for comparing, 0 or more; 64 KiB by default. */
    public ComparingObserverBuilder maxBodyBytes(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("maxBodyBytes: must be 0 or more, was " + bytes);
        }
        maxBodyBytes = bytes;
        return this;
    }

    /** Another clock, in milliseconds of the epoch. */
    public ComparingObserverBuilder clock(LongSupplier millis) {
        clock = Objects.requireNonNull(millis, "clock");
        return this;
    }

    /** Another source of the key of hashes. */
    public ComparingObserverBuilder random(RandomGenerator other) {
        random = Objects.requireNonNull(other, "random");
        return this;
    }

    /** Builds it. */
    public ComparingObserver build() {
        ComparisonSettings settings = new ComparisonSettings(
                writes, headers, rules, routeRules, plan, attributeFields, shown, documents, evidence, maxBodyBytes);
        HeaderRules fields = headers;
        DocumentLimits limits = documents;
        int kept = maxBodyBytes;
        RandomGenerator keys = random;
        return new ComparingObserver(
                settings,
                () -> new ResponseComparer(fields, new BodyComparer(limits, kept, keys), MOST_DIFFERENCES),
                clock);
    }
}
