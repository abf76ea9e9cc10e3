// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.copy.Target;
import io.trafficmirror.route.Hostname;
import io.trafficmirror.route.PathMatch;
import io.trafficmirror.route.RouteMatch;
import io.trafficmirror.route.ValueMatch;
import io.trafficmirror.sample.Fraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A route of one rule with one mirror, as code writes it. What has no method here is reached by {@link #mirror}. Confined to one
 * thread.
 */
public final class MirrorRouteBuilder {
    private final List<Hostname> hostnames = new ArrayList<>();
    private final List<ValueMatch> headers = new ArrayList<>();
    private final List<ValueMatch> query = new ArrayList<>();
    private PathMatch path = PathMatch.ALL;
    private Optional<String> method = Optional.empty();
    private Optional<String> name = Optional.empty();
    private MirrorSpec spec;

    MirrorRouteBuilder(String url) {
        spec = MirrorSpec.to(Target.parse(url));
    }

    /** What logs and metrics call the route; without one it is named after what it matches. */
    public MirrorRouteBuilder name(String routeName) {
        name = Optional.of(routeName);
        return this;
    }

    /** One more host that the route is for; {@code *.example.com} for all names below. */
    public MirrorRouteBuilder hostname(String pattern) {
        hostnames.add(new Hostname(pattern));
        return this;
    }

    /** Only paths below this one, by segment. */
    public MirrorRouteBuilder pathPrefix(String prefix) {
        path = PathMatch.prefix(prefix);
        return this;
    }

    /** Only this path. */
    public MirrorRouteBuilder pathExact(String exact) {
        path = PathMatch.exact(exact);
        return this;
    }

    /** Only paths that this RE2 expression matches whole. */
    public MirrorRouteBuilder pathRegex(String expression) {
        path = PathMatch.regex(expression);
        return this;
    }

    /** Only this method, upper case. */
    public MirrorRouteBuilder method(String only) {
        method = Optional.of(only);
        return this;
    }

    /** Only requests with this field value. */
    public MirrorRouteBuilder header(String fieldName, String value) {
        headers.add(ValueMatch.exact(fieldName, value));
        return this;
    }

    /** Only requests with this value of a query parameter. */
    public MirrorRouteBuilder queryParam(String parameter, String value) {
        query.add(ValueMatch.exact(parameter, value));
        return this;
    }

    /** A whole percentage of the requests, 0..100. */
    public MirrorRouteBuilder percent(int percent) {
        return fraction(Fraction.percent(percent));
    }

    /** An exact share of the requests. */
    public MirrorRouteBuilder fraction(Fraction share) {
        return mirror(m -> m.withSampling(m.sampling().withFraction(share)));
    }

    /** Any other setting of the mirror. */
    public MirrorRouteBuilder mirror(UnaryOperator<MirrorSpec> change) {
        spec = change.apply(spec);
        return this;
    }

    /**
     * The route.
     *
     * @throws IllegalArgumentException naming the setting, what was given and what is allowed
     */
    public MirrorRoute build() {
        RouteMatch match = new RouteMatch(path, method, headers, query);
        MirrorRule rule = new MirrorRule(Optional.empty(), List.of(match), List.of(), List.of(spec));
        return new MirrorRoute(name.orElseGet(() -> RouteName.of(hostnames, List.of(match))), hostnames, List.of(rule));
    }
}
