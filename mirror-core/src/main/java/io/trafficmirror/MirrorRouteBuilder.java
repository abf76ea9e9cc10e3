// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.capture.StatusCondition;
import io.trafficmirror.copy.CopyTransform;
import io.trafficmirror.route.Hostname;
import io.trafficmirror.route.PathMatch;
import io.trafficmirror.route.RouteMatch;
import io.trafficmirror.route.ValueMatch;
import io.trafficmirror.sample.Fraction;
import io.trafficmirror.sample.Ordering;
import io.trafficmirror.sample.SampleKey;
import io.trafficmirror.sample.Sampler;
import io.trafficmirror.targets.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A route of one rule with one mirror, as code writes it. What has no method here is reached by {@link #mirror}. Confined to one
 * thread.
 *
 * @since 0.1.0
 */
public final class MirrorRouteBuilder {
    private final List<Hostname> hostnames = new ArrayList<>();
    private final List<ValueMatch> headers = new ArrayList<>();
    private final List<ValueMatch> query = new ArrayList<>();
    private final List<PathMatch> except = new ArrayList<>();
    private PathMatch path = PathMatch.ALL;
    private Optional<String> method = Optional.empty();
    private Optional<String> name = Optional.empty();
    private MirrorSpec spec;
    private @Nullable Target control;
    private Fraction controlShare = Fraction.percent(10);

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

    /**
     * None of the paths below these, by segment: all but health checks, say. They go to no other route that is less specific either.
     * Only beside a path prefix, which is {@code /} unless one is given.
     */
    public MirrorRouteBuilder except(String... prefixes) {
        for (String prefix : prefixes) {
            except.add(PathMatch.prefix(prefix));
        }
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

    /** The same requests in each round for one value of this key, such as a session's cookie: its requests are all in, or all out. */
    public MirrorRouteBuilder keyedBy(SampleKey key) {
        return mirror(m -> m.withSampling(m.sampling().withKey(key)));
    }

    /** At most so many copies a second, above 0. */
    public MirrorRouteBuilder maxPerSecond(int most) {
        return mirror(m -> m.withSampling(m.sampling().withMaxPerSecond(most)));
    }

    /** Without requests whose method is not safe, such as POST: for a shadow that must not be written to. */
    public MirrorRouteBuilder safeMethodsOnly() {
        return mirror(m -> m.withSampling(m.sampling().withSafeOnly()));
    }

    /** The longest body that is copied, in bytes, 0 or more; a request with a longer one is not. */
    public MirrorRouteBuilder maxBodyBytes(int most) {
        return mirror(m -> m.withCapture(m.capture().withMaxBodyBytes(most)));
    }

    /** Copies leave without the request's body, as soon as the head is here, and say so in {@code X-Shadow-Body}. Not with {@link #stream}. */
    public MirrorRouteBuilder withoutBody() {
        return mirror(m -> m.withCapture(m.capture().withoutBody()));
    }

    /** Bodies of any length leave while they are read, through the usual buffer. */
    public MirrorRouteBuilder stream() {
        return mirror(m -> m.withCapture(m.capture().withStream(m.capture().streamBufferBytes())));
    }

    /** Copies leave after the primary's response, if its status is from the first to the last of these, 100..999. */
    public MirrorRouteBuilder afterResponse(int fromStatus, int toStatus) {
        return mirror(m -> m.withCapture(m.capture().afterResponse(new StatusCondition(fromStatus, toStatus))));
    }

    /** Copies leave after the primary's response, whatever its status. */
    public MirrorRouteBuilder afterResponse() {
        return mirror(m -> m.withCapture(m.capture().afterResponse(StatusCondition.ANY)));
    }

    /** Copies with one key leave one after the other: by connection, or by a header, a cookie or a key of the caller's. */
    public MirrorRouteBuilder ordered(Ordering ordering) {
        return mirror(m -> m.withOrdering(ordering));
    }

    /** Fields that never leave, such as {@code Authorization}, besides those named before. */
    public MirrorRouteBuilder dropHeaders(String... names) {
        return mirror(m -> {
            List<String> all = new ArrayList<>(m.copy().drop());
            all.addAll(List.of(names));
            return m.withCopy(m.copy().withDrop(all));
        });
    }

    /** Only requests of the share that this sampler chooses. */
    public MirrorRouteBuilder sampler(Sampler own) {
        return mirror(m -> m.withSampling(m.sampling().withSampler(own)));
    }

    /** Changes each copy before it leaves: ids of tenants, names of models, accounts for tests. Not with {@link #stream}. */
    public MirrorRouteBuilder transform(CopyTransform change) {
        return mirror(m -> m.withTransform(change));
    }

    /**
     * A control: a backend that runs the primary's version. It gets 10 % of the shadow's copies, each together with the shadow's and by the
     * same settings; which of the two is sent first is chance.
     */
    public MirrorRouteBuilder control(String url) {
        return control(url, 10);
    }

    /** A control that gets so many of 100 of the shadow's copies, 0..100. */
    public MirrorRouteBuilder control(String url, int percent) {
        control = Target.parse(url);
        controlShare = Fraction.percent(percent);
        return this;
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
        List<MirrorRule> rules = new ArrayList<>();
        rules.add(new MirrorRule(Optional.empty(), List.of(match), List.of(), mirrors()));
        if (!except.isEmpty()) {
            rules.add(new MirrorRule(Optional.empty(), excepted(), List.of(), List.of()));
        }
        return new MirrorRoute(name.orElseGet(() -> RouteName.of(hostnames, List.of(match))), hostnames, rules);
    }

    private List<MirrorSpec> mirrors() {
        return control == null ? List.of(spec) : List.of(spec, spec.controlAt(control, controlShare));
    }

    /** Matches that win over the route's own because their prefixes are longer, with the same conditions, and have no mirror. */
    private List<RouteMatch> excepted() {
        String own = path.value().endsWith("/") ? path.value() : path.value() + '/';
        List<RouteMatch> matches = new ArrayList<>();
        for (PathMatch one : except) {
            if (path.type() != PathMatch.Type.PREFIX
                    || !one.value().startsWith(own)
                    || one.value().length() == own.length()) {
                throw new IllegalArgumentException("except: must be below the route's path prefix \"" + path.value()
                        + "\", was \"" + one.value() + '"');
            }
            matches.add(new RouteMatch(one, method, headers, query));
        }
        return matches;
    }
}
