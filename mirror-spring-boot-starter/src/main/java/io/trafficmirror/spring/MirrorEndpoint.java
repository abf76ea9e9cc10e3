// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.sample.Fraction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The management endpoint {@code mirror}. It shows all there is to know; it changes something only where {@code management.endpoint.mirror.access} is
 * {@code unrestricted}. Safe for concurrent use.
 */
@Endpoint(id = "mirror", defaultAccess = Access.READ_ONLY)
final class MirrorEndpoint {
    private final MirrorReport report;
    private final ObjectProvider<TrafficMirror> mirrors;
    private final ObjectProvider<ExperimentView> experiments;

    MirrorEndpoint(
            MirrorReport report, ObjectProvider<TrafficMirror> mirrors, ObjectProvider<ExperimentView> experiments) {
        this.report = report;
        this.mirrors = mirrors;
        this.experiments = experiments;
    }

    /** The line of the start as it would be now, routes, counts, breakers, budgets and, if responses are compared, verdict and causes. */
    @ReadOperation
    Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("state", report.line());
        TrafficMirror mirror = mirrors.getIfUnique();
        if (mirror != null) {
            state.putAll(MirrorView.of(mirror));
        }
        ExperimentView experiment = experiments.getIfUnique();
        if (experiment != null) {
            state.put("experiment", experiment.look());
        }
        return state;
    }

    /**
     * Changes what concerns all routes; what is left out stays.
     *
     * @param paused true pauses, false resumes
     * @param percent the share of all routes, until it is given back by DELETE
     * @param reset true begins the comparison anew
     */
    @WriteOperation
    Map<String, Object> change(
            @org.springframework.lang.Nullable @Nullable Boolean paused,
            @org.springframework.lang.Nullable @Nullable Integer percent,
            @org.springframework.lang.Nullable @Nullable Boolean reset) {
        if (paused == null && percent == null && reset == null) {
            throw refused("one of paused, percent and reset must be given");
        }
        TrafficMirror mirror = mirror();
        Fraction share = percent == null ? null : share(percent);
        ExperimentView experiment = experiments.getIfUnique();
        if (Boolean.TRUE.equals(reset) && experiment == null) {
            throw refused("reset: there is no comparison");
        }
        if (paused != null) {
            if (paused) {
                mirror.pause();
            } else {
                mirror.resume();
            }
        }
        if (share != null) {
            mirror.overrideShare(share);
        }
        if (Boolean.TRUE.equals(reset) && experiment != null) {
            experiment.reset();
        }
        return state();
    }

    /** Gives every route its own share back. */
    @DeleteOperation
    void restore() {
        mirror().restoreShares();
    }

    /**
     * Gives a route another share, until it is given back by DELETE or all routes get one.
     *
     * @param route the name in segments, for that of a manifest's route has a namespace
     * @param percent 0..100
     */
    @WriteOperation
    Map<String, Object> changeRoute(@Selector(match = Match.ALL_REMAINING) String[] route, int percent) {
        TrafficMirror mirror = mirror();
        Fraction share = share(percent);
        try {
            mirror.overrideShare(name(route), share);
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
        return state();
    }

    /** Gives a route its own share back, or that of all routes if they were given one. */
    @DeleteOperation
    void restoreRoute(@Selector(match = Match.ALL_REMAINING) String[] route) {
        TrafficMirror mirror = mirror();
        try {
            mirror.restoreShare(name(route));
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static String name(String[] segments) {
        return String.join("/", segments);
    }

    private static Fraction share(int percent) {
        if (percent < 0 || percent > 100) {
            throw refused("percent: must be 0..100, was " + percent);
        }
        return Fraction.percent(percent);
    }

    private TrafficMirror mirror() {
        TrafficMirror mirror = mirrors.getIfUnique();
        if (mirror == null) {
            throw refused("there is no mirror: " + report.line());
        }
        return mirror;
    }

    private static InvalidEndpointRequestException refused(String reason) {
        return new InvalidEndpointRequestException(reason, reason);
    }
}
