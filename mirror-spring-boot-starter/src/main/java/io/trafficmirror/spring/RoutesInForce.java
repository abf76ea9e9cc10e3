// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.TrafficMirror;
import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Fraction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The routes as they are set, with the shares that single ones were given at run time, which last over a refresh and until they are given back. Safe for
 * concurrent use: changes are made one after the other.
 */
final class RoutesInForce {
    private final TrafficMirror mirror;

    @GuardedBy("this")
    private List<MirrorRoute> set;

    @GuardedBy("this")
    private final Map<String, Fraction> shares = new HashMap<>();

    @GuardedBy("this")
    private Optional<Fraction> shareOfAll = Optional.empty();

    RoutesInForce(TrafficMirror mirror) {
        this.mirror = mirror;
        this.set = mirror.routes();
    }

    /**
     * Puts these in the place of all others, at once.
     *
     * @throws IllegalArgumentException if they can't be; the old ones then stay in force
     */
    synchronized void replace(List<MirrorRoute> routes) {
        List<MirrorRoute> shared = new ArrayList<>();
        for (MirrorRoute route : routes) {
            Fraction share = shares.get(route.name());
            shared.add(share == null ? route : shared(route, share));
        }
        mirror.reload(shared);
        set = List.copyOf(routes);
    }

    /**
     * Gives one route another share.
     *
     * @throws IllegalArgumentException if there is no such route
     */
    synchronized void share(String route, Fraction share) {
        check(route);
        shares.put(route, share);
        replace(set);
    }

    /** Gives one route its own share back. */
    synchronized void ownShare(String route) {
        check(route);
        shares.remove(route);
        replace(set);
    }

    /** Gives all routes one share. */
    synchronized void share(Fraction share) {
        mirror.overrideShare(share);
        shareOfAll = Optional.of(share);
    }

    /** Gives every route its own share back. */
    synchronized void ownShares() {
        shares.clear();
        replace(set);
        mirror.restoreShares();
        shareOfAll = Optional.empty();
    }

    /** The share that all routes were given, if they were. */
    synchronized Optional<Fraction> shareOfAll() {
        return shareOfAll;
    }

    /** The share that a route was given at run time, if it was. */
    synchronized Optional<Fraction> shareOf(String route) {
        return Optional.ofNullable(shares.get(route));
    }

    @GuardedBy("this")
    private void check(String route) {
        if (set.stream().noneMatch(one -> one.name().equals(route))) {
            throw new IllegalArgumentException("route: must be one of "
                    + set.stream().map(MirrorRoute::name).toList() + ", was \"" + route + '"');
        }
    }

    private static MirrorRoute shared(MirrorRoute route, Fraction share) {
        return new MirrorRoute(
                route.name(),
                route.hostnames(),
                route.rules().stream()
                        .map(rule -> new MirrorRule(
                                rule.name(),
                                rule.matches(),
                                rule.backends(),
                                rule.mirrors().stream()
                                        .map(spec -> shared(spec, share))
                                        .toList()))
                        .toList());
    }

    /** A control follows its shadow. */
    private static MirrorSpec shared(MirrorSpec spec, Fraction share) {
        return spec.role() == Role.CONTROL
                ? spec
                : spec.withSampling(spec.sampling().withFraction(share));
    }
}
