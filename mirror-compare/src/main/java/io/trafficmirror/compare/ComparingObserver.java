// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.compare.evidence.Evidence;
import io.trafficmirror.compare.evidence.EvidenceRecorder;
import io.trafficmirror.compare.evidence.Request;
import io.trafficmirror.compare.evidence.RouteRecorder;
import io.trafficmirror.compare.response.Comparison;
import io.trafficmirror.compare.response.NotComparedReason;
import io.trafficmirror.compare.response.ResponseComparer;
import io.trafficmirror.experiment.Writes;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.Interest;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.report.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Compares each response of a shadow, and of its control, with that of the primary, and keeps what it saw as evidence of one experiment. Works on the
 * mirror's thread for observers, never on a request's. Safe for concurrent use.
 *
 * <pre>{@code
 * ComparingObserver comparing = ComparingObserver.builder().build();
 * TrafficMirror mirror = TrafficMirror.builder().routes(routes).observer(comparing).build();
 * Evidence evidence = comparing.evidence();
 * }</pre>
 */
public final class ComparingObserver implements ExchangeObserver {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY");

    private final ComparisonSettings settings;
    private final LongSupplier millis;

    @GuardedBy("this")
    private final ResponseComparer comparer;

    @GuardedBy("this")
    private final RequestAttributes attributes;

    @GuardedBy("this")
    private EvidenceRecorder recorder;

    @GuardedBy("this")
    private long resets;

    ComparingObserver(ComparisonSettings settings, ResponseComparer comparer, LongSupplier millis) {
        this.settings = settings;
        this.comparer = comparer;
        this.millis = millis;
        this.attributes = new RequestAttributes(settings.attributeFields());
        this.recorder = new EvidenceRecorder(settings.evidence(), settings::tableOf);
    }

    /** With the settings that are safe to begin with. */
    public static ComparingObserverBuilder builder() {
        return new ComparingObserverBuilder();
    }

    @Override
    public Interest interest(RequestHead request, List<MirrorName> mirrors) {
        return settings.writesOf(mirrors) == Writes.COMPARE || SAFE.contains(request.method())
                ? Interest.BODIES
                : Interest.NONE;
    }

    @Override
    public int maxBodyBytes() {
        return settings.maxBodyBytes();
    }

    @Override
    public synchronized void onExchange(ObservedExchange exchange) {
        RouteRecorder route = recorder.route(settings.routeOf(exchange));
        Request request = attributes.of(exchange);
        long now = millis.getAsLong();
        boolean timed = false;
        for (CopyResult copy : exchange.copies()) {
            if (copy.role() == Role.SHADOW) {
                Optional<CopyResult> control = controlOf(copy, exchange.copies());
                Comparison shadow = compare(exchange.primary(), copy.end(), route, now, request);
                Optional<Comparison> ofControl =
                        control.map(c -> compare(exchange.primary(), c.end(), route, now, request));
                route.record(request, shadow, ofControl, now);
                time(route, copy.end(), control);
                timed = true;
            }
        }
        if (timed) {
            route.primaryTook(exchange.primary().timing().total().toNanos());
        }
    }

    /** The control that left beside a shadow: of the same rule, and of the same number. */
    private static Optional<CopyResult> controlOf(CopyResult shadow, List<CopyResult> copies) {
        MirrorName name = shadow.mirror();
        return copies.stream()
                .filter(copy -> copy.role() == Role.CONTROL
                        && copy.mirror().route().equals(name.route())
                        && copy.mirror().rule() == name.rule()
                        && copy.number() == shadow.number())
                .findFirst();
    }

    @GuardedBy("this")
    private Comparison compare(Response primary, CopyEnd end, RouteRecorder route, long nowMillis, Request request) {
        if (end instanceof CopyEnd.Answered answered) {
            return comparer.compare(
                    primary,
                    answered.response(),
                    route.paths(),
                    nowMillis,
                    difference -> route.wantsExample(difference, request.exchange()));
        }
        return end instanceof CopyEnd.Failed failed && Failures.areOfTheShadow(failed.reason())
                ? Failures.difference(route.paths(), primary, failed.reason())
                : new Comparison.NotCompared(
                        end instanceof CopyEnd.Dropped ? NotComparedReason.DROPPED : NotComparedReason.ABANDONED);
    }

    private static void time(RouteRecorder route, CopyEnd shadow, Optional<CopyResult> control) {
        if (!(shadow instanceof CopyEnd.Answered ofShadow)) {
            return;
        }
        long shadowNanos = ofShadow.response().timing().total().toNanos();
        route.shadowTook(shadowNanos);
        if (control.isPresent() && control.get().end() instanceof CopyEnd.Answered ofControl) {
            route.pairTook(shadowNanos, ofControl.response().timing().total().toNanos());
        }
    }

    /** What the evidence of an exchange is counted under. */
    public String routeOf(ObservedExchange exchange) {
        return settings.routeOf(exchange);
    }

    /** What decides about a difference, as a text that is equal where the settings are. */
    public String settings() {
        return settings.digest();
    }

    /** What was seen so far. */
    public synchronized Evidence evidence() {
        return recorder.evidence();
    }

    /** How often it was begun anew, 0 or more: between two looks with the same number, evidence has only grown. */
    public synchronized long resets() {
        return resets;
    }

    /** Forgets what was seen: another experiment begins. */
    public synchronized void reset() {
        resets++;
        recorder = new EvidenceRecorder(settings.evidence(), settings::tableOf);
    }
}
