// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.gate;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.compare.ComparingObserver;
import io.trafficmirror.compare.verdict.ControlShare;
import io.trafficmirror.compare.verdict.Verdict;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.ExchangeObserver;
import io.trafficmirror.report.Interest;
import io.trafficmirror.report.MirrorName;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Role;
import io.trafficmirror.sample.Fraction;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the share of controls follow the verdict: all of the shadow's copies until everything that was seen of a route is decided, then few. It looks
 * every few seconds, after an exchange and on the observer's thread; what it then decides is for exchanges to come, so that a share never depends on the
 * exchange that it is for. Evidence is kept on the same occasion, where there is a file for it. Safe for concurrent use.
 */
final class AdaptiveControl implements ExchangeObserver {
    private static final Logger LOG = LoggerFactory.getLogger(AdaptiveControl.class);

    /** How often evidence is kept where there is a file for it. */
    private static final long KEEP_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Of more names than these a route is never taken for decided. */
    private static final int MOST_NAMES = 10_000;

    private static final int PERCENT = 100;
    private static final Fraction ALL_COPIES = Fraction.percent(PERCENT);

    private final ComparingObserver observer;
    private final LiveVerdict verdict;
    private final LongSupplier clock;

    /** What the evidence of a mirrored route is counted under. */
    @GuardedBy("this")
    private final Map<String, Set<String>> names = new TreeMap<>();

    @GuardedBy("this")
    private final Map<String, Fraction> shares = new HashMap<>();

    @GuardedBy("this")
    private Set<String> driven = Set.of();

    @GuardedBy("this")
    private @Nullable BiConsumer<String, Fraction> control;

    @GuardedBy("this")
    private int known;

    @GuardedBy("this")
    private long lookedAt;

    @GuardedBy("this")
    private long keptAt;

    AdaptiveControl(ComparingObserver observer, LiveVerdict verdict, LongSupplier clock) {
        this.observer = observer;
        this.verdict = verdict;
        this.clock = clock;
        this.keptAt = clock.getAsLong();
    }

    /** Begins with all copies on these routes, or goes on where it drives them already; routes that it has driven get their own share back. */
    synchronized void drive(Set<String> routes, BiConsumer<String, Fraction> other, Consumer<String> ownShare) {
        for (String route : driven) {
            if (!routes.contains(route)) {
                giveBack(route, ownShare);
            }
        }
        driven = Set.copyOf(routes);
        control = other;
        lookedAt = clock.getAsLong();
        for (String route : driven) {
            // Said again also where it is the same: the mirror may be another one.
            Fraction before = shares.remove(route);
            set(route, before == null ? ALL_COPIES : before);
        }
    }

    @GuardedBy("this")
    private void giveBack(String route, Consumer<String> ownShare) {
        shares.remove(route);
        try {
            ownShare.accept(route);
        } catch (IllegalStateException e) {
            LOG.debug("The control of route \"{}\" keeps its share: {}", route, e.getMessage());
        }
    }

    @Override
    public Interest interest(RequestHead request, List<MirrorName> mirrors) {
        return observer.interest(request, mirrors);
    }

    @Override
    public int maxBodyBytes() {
        return observer.maxBodyBytes();
    }

    @Override
    public void onExchange(ObservedExchange exchange) {
        observer.onExchange(exchange);
        if (note(exchange)) {
            follow(verdict.look().verdict());
        }
        if (isTimeToKeep()) {
            keep();
        }
    }

    private synchronized boolean isTimeToKeep() {
        long now = clock.getAsLong();
        if (now - keptAt < KEEP_NANOS) {
            return false;
        }
        keptAt = now;
        return true;
    }

    private void keep() {
        try {
            verdict.save();
        } catch (IOException e) {
            LOG.warn(
                    "Evidence could not be kept, and would be forgotten by a restart; it is tried again in a minute",
                    e);
        }
    }

    /** Whether it is time to look. */
    private synchronized boolean note(ObservedExchange exchange) {
        String name = observer.routeOf(exchange);
        for (CopyResult copy : exchange.copies()) {
            if (copy.role() == Role.CONTROL || driven.contains(copy.mirror().route())) {
                Set<String> of = names.computeIfAbsent(copy.mirror().route(), r -> new HashSet<>());
                if (known <= MOST_NAMES && of.add(name)) {
                    known++;
                }
            }
        }
        long now = clock.getAsLong();
        if (control == null || now - lookedAt < EVERY_NANOS) {
            return false;
        }
        lookedAt = now;
        return true;
    }

    private synchronized void follow(Verdict now) {
        for (String route : driven) {
            double share = known > MOST_NAMES
                    ? 1
                    : names.getOrDefault(route, Set.of()).stream()
                            .mapToDouble(name -> ControlShare.next(now, name, verdict.judgement()))
                            .max()
                            .orElse(1);
            set(route, Fraction.percent((int) Math.ceil(share * PERCENT)));
        }
    }

    /** A route may have lost its control, or the mirror be closed, since: the next look tries again, for the control may come back. */
    @GuardedBy("this")
    private void set(String route, Fraction next) {
        if (control == null || next.equals(shares.get(route))) {
            return;
        }
        try {
            control.accept(route, next);
            shares.put(route, next);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.debug("The control of route \"{}\" keeps its share: {}", route, e.getMessage());
        }
    }
}
