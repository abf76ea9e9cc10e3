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
import io.trafficmirror.http.SafeMethods;
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
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares each response of a shadow, and of its control, with that of the primary, and keeps what it saw as evidence of one experiment. Works on the
 * mirror's thread for observers, never on a request's. Safe for concurrent use.
 *
 * <pre>{@code
 * ComparingObserver comparing = ComparingObserver.builder().build();
 * TrafficMirror mirror = TrafficMirror.builder().routes(routes).observer(comparing).build();
 * Evidence evidence = comparing.evidence();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ComparingObserver implements ExchangeObserver {
    private static final Logger LOG = LoggerFactory.getLogger(ComparingObserver.class);

    private final ComparisonSettings settings;
    private final LongSupplier millis;

    private final Supplier<ResponseComparer> comparers;

    /** Absent after a fault, for it may have been left in the middle of its work. */
    @GuardedBy("this")
    private @Nullable ResponseComparer comparer;

    @GuardedBy("this")
    private final RequestAttributes attributes;

    @GuardedBy("this")
    private EvidenceRecorder recorder;

    @GuardedBy("this")
    private long resets;

    @GuardedBy("this")
    private boolean faulty;

    ComparingObserver(ComparisonSettings settings, Supplier<ResponseComparer> comparers, LongSupplier millis) {
        this.settings = settings;
        this.comparers = comparers;
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
        return settings.writesOf(mirrors) == Writes.COMPARE || SafeMethods.contains(request.method())
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
        boolean hasContent = !exchange.request().method().equals("HEAD");
        boolean timed = false;
        for (CopyResult copy : exchange.copies()) {
            if (copy.role() == Role.SHADOW) {
                Optional<CopyResult> control = controlOf(copy, exchange.copies());
                Comparison shadow = compare(exchange.primary(), copy, hasContent, route, now, request);
                Optional<Comparison> ofControl =
                        control.map(c -> compare(exchange.primary(), c, hasContent, route, now, request));
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
    private Comparison compare(
            Response primary,
            CopyResult copy,
            boolean hasContent,
            RouteRecorder route,
            long nowMillis,
            Request request) {
        CopyEnd end = copy.end();
        if (copy.afterLoss()) {
            return new Comparison.NotCompared(NotComparedReason.AFTER_LOSS);
        }
        if (end instanceof CopyEnd.Answered answered) {
            return compare(primary, answered.response(), hasContent, route, nowMillis, request);
        }
        return end instanceof CopyEnd.Failed failed && Failures.areOfTheShadow(failed.reason())
                ? Failures.difference(route.paths(), primary, failed.reason())
                : new Comparison.NotCompared(
                        end instanceof CopyEnd.Dropped ? NotComparedReason.DROPPED : NotComparedReason.ABANDONED);
    }

    /** A fault in comparing, an Error of a deep stack or a full heap included, costs this comparison and no other. */
    @GuardedBy("this")
    private Comparison compare(
            Response primary,
            Response other,
            boolean hasContent,
            RouteRecorder route,
            long nowMillis,
            Request request) {
        ResponseComparer current = comparer;
        comparer = null;
        try {
            if (current == null) {
                current = comparers.get();
            }
            Comparison comparison = current.compare(
                    primary,
                    other,
                    hasContent,
                    route.paths(),
                    nowMillis,
                    (difference, detail) -> route.wantsExample(difference, detail, request.exchange()));
            comparer = current;
            return comparison;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (!faulty) {
                faulty = true;
                LOG.warn("A comparison failed, and is counted as not compared; further ones are only counted", e);
            }
            return new Comparison.NotCompared(NotComparedReason.INTERNAL_ERROR);
        }
    }

    private static void time(RouteRecorder route, CopyEnd shadow, Optional<CopyResult> control) {
        if (!(shadow instanceof CopyEnd.Answered ofShadow)) {
            return;
        }
        long shadowNanos = ofShadow.response().timing().total().toNanos();
        route.shadowTook(shadowNanos);
        if (control.isPresent() && control.get().end() instanceof CopyEnd.Answered ofControl) {
            route.pairTook(
                    shadowNanos,
                    ofControl.response().timing().total().toNanos(),
                    ofShadow.response().timing().end());
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
