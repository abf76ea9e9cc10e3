// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.sample.Fraction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shares that were given at run time in the place of those of the routes, which they outlive. Of the share of a route and that of all
 * routes the one given last counts. Immutable.
 *
 * @param ofAll of every shadow; empty: each its own
 * @param ofRoutes of the shadows of single routes, by name; given after that of all
 * @param ofControls of the controls of single routes, by name
 */
record ShareOverrides(Optional<Fraction> ofAll, Map<String, Fraction> ofRoutes, Map<String, Fraction> ofControls) {
    /** Every mirror has its own share. */
    static final ShareOverrides NONE = new ShareOverrides(Optional.empty(), Map.of(), Map.of());

    /** Copies the maps. */
    ShareOverrides {
        ofRoutes = Map.copyOf(ofRoutes);
        ofControls = Map.copyOf(ofControls);
    }

    /** Every shadow has this share. */
    ShareOverrides withAll(Fraction share) {
        return new ShareOverrides(Optional.of(share), Map.of(), ofControls);
    }

    /** Every shadow has its own share. */
    ShareOverrides withOwnShares() {
        return new ShareOverrides(Optional.empty(), Map.of(), ofControls);
    }

    /** The shadows of this route have this share. */
    ShareOverrides withRoute(String route, Fraction share) {
        return new ShareOverrides(ofAll, with(ofRoutes, route, share), ofControls);
    }

    /** The shadows of this route have the share of all, or each its own. */
    ShareOverrides withoutRoute(String route) {
        return new ShareOverrides(ofAll, without(ofRoutes, route), ofControls);
    }

    /** The controls of this route have this share. */
    ShareOverrides withControl(String route, Fraction share) {
        return new ShareOverrides(ofAll, ofRoutes, with(ofControls, route, share));
    }

    /** The controls of this route have each its own share. */
    ShareOverrides withoutControl(String route) {
        return new ShareOverrides(ofAll, ofRoutes, without(ofControls, route));
    }

    private static Map<String, Fraction> with(Map<String, Fraction> shares, String route, Fraction share) {
        Map<String, Fraction> more = new HashMap<>(shares);
        more.put(route, share);
        return more;
    }

    private static Map<String, Fraction> without(Map<String, Fraction> shares, String route) {
        Map<String, Fraction> fewer = new HashMap<>(shares);
        fewer.remove(route);
        return fewer;
    }

    /** The same routes with these shares. */
    List<MirrorRoute> applyTo(List<MirrorRoute> routes) {
        List<MirrorRoute> controlled = MirrorRoutes.withControlShares(routes, ofControls);
        List<MirrorRoute> shared =
                ofAll.map(share -> MirrorRoutes.withShare(controlled, share)).orElse(controlled);
        return MirrorRoutes.withShares(shared, ofRoutes);
    }
}
