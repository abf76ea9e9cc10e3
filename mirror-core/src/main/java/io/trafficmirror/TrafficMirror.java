// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.adapter.Decisions;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.HeadReader;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.MirrorStats;
import io.trafficmirror.sample.Fraction;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Copies live requests to shadows, off the request path and within bounds. Safe for concurrent use.
 *
 * <pre>{@code
 * TrafficMirror mirror = TrafficMirror.builder()
 *     .route(MirrorRoute.to("http://httpbin2:8000").hostname("mirror.example").percent(10))
 *     .build();
 * }</pre>
 *
 * <p>An adapter calls {@link #observe(Object, HeadReader)} at the entry of each request and talks to the {@link Exchange} it gets.
 *
 * @since 0.1.0
 */
public final class TrafficMirror implements MirrorEntry, AutoCloseable {
    private final Pipeline pipeline;
    private final Decisions decisions = new Decisions();

    TrafficMirror(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Starts a mirror with safe defaults. */
    public static TrafficMirrorBuilder builder() {
        return new TrafficMirrorBuilder();
    }

    /**
     * Looks at a request at its entry. Called on the request's thread; reads nothing of the body; never throws, never waits.
     *
     * @return {@link Exchange#NONE} if no copy is wanted
     */
    @Override
    public <R> Exchange observe(R request, HeadReader<R> reader) {
        return pipeline.observe(request, reader);
    }

    /** Looks at a request of which the caller has made the head itself. */
    public Exchange observe(RequestHead request) {
        return pipeline.observe(request, RequestHead.reader());
    }

    /** For adapters that may stand behind one another. */
    @Override
    public Decisions decisions() {
        return decisions;
    }

    /**
     * Puts other routes in force at once. Exchanges that have begun end under the old ones; counters keep running.
     *
     * @throws IllegalArgumentException naming what is wrong; the old routes then stay in force
     */
    public void reload(List<MirrorRoute> routes) {
        pipeline.reload(routes);
    }

    /**
     * Puts one share in the place of that of every mirror, now and after any reload, until it is given back: the knob for an
     * incident or a ramp. Shares that single routes were given before are forgotten. Keys, caps and everything else stay.
     */
    public void overrideShare(Fraction share) {
        pipeline.overrideShare(Objects.requireNonNull(share, "share"));
    }

    /** Gives every mirror its own share back, also where a single route was given one. */
    public void restoreShares() {
        pipeline.restoreShares();
    }

    /**
     * Puts another share in the place of that of the shadows of a route, now and after any reload, until it is given back or all
     * mirrors are given one. It counts before a share that all mirrors have already.
     *
     * @param route the name of the route
     * @throws IllegalArgumentException if there is no such route
     */
    public void overrideShare(String route, Fraction share) {
        pipeline.overrideShare(Objects.requireNonNull(route, "route"), Objects.requireNonNull(share, "share"));
    }

    /**
     * Takes a share back that a route was given; its shadows have that of all mirrors again, if these were given one, or else each
     * its own.
     *
     * @param route the name of the route
     * @throws IllegalArgumentException if there is no such route, and none was given a share under this name
     */
    public void restoreShare(String route) {
        pipeline.restoreShare(Objects.requireNonNull(route, "route"));
    }

    /** The share that all mirrors were given and have still, but for routes that were given one of their own since. */
    public Optional<Fraction> shareOfAll() {
        return pipeline.shares().ofAll();
    }

    /** The share that this route alone was given and has still; empty also if there is no such route. */
    public Optional<Fraction> shareOf(String route) {
        return Optional.ofNullable(pipeline.shares().ofRoutes().get(Objects.requireNonNull(route, "route")));
    }

    /**
     * Gives the controls of a route another share of their shadows' copies, now and after any reload.
     *
     * @param route the name of the route
     * @throws IllegalArgumentException if no rule of the route has a control
     */
    public void controlShare(String route, Fraction share) {
        pipeline.controlShare(Objects.requireNonNull(route, "route"), Objects.requireNonNull(share, "share"));
    }

    /**
     * Gives the controls of a route their own share back; does nothing where they have it.
     *
     * @param route the name of the route, which need not be there any more
     */
    public void restoreControlShare(String route) {
        pipeline.restoreControlShare(Objects.requireNonNull(route, "route"));
    }

    /**
     * Mirrors nothing of this path and below, by segment, from now on and after any reload: for pages about the mirror itself.
     *
     * @param pathPrefix as clients send it, with the application's context path
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    public void exclude(String pathPrefix) {
        pipeline.exclude(Objects.requireNonNull(pathPrefix, "pathPrefix"));
    }

    /** The routes in force, with their shares as they are by now, overridden or not. */
    public List<MirrorRoute> routes() {
        return pipeline.routes();
    }

    /** Drops every copy from now on, before it is captured. */
    public void pause() {
        pipeline.pause(true);
    }

    /** Ends a pause. */
    public void resume() {
        pipeline.pause(false);
    }

    /** Whether mirroring is paused. */
    public boolean isPaused() {
        return pipeline.isPaused();
    }

    /** What has become of all copies so far, and what is held at this moment. */
    public MirrorStats stats() {
        return pipeline.stats();
    }

    /** Counts and logs a fault that an adapter has contained. Never throws. */
    @Override
    public void fault(Throwable fault) {
        pipeline.fault(fault);
    }

    /**
     * Stops: copies that wait or are under way may finish within the grace, the rest is dropped and counted, and so is what waits for
     * the end of an exchange: exchanges that are under way, the primary's requests, go on and are captured no more. Returns when no
     * thread and no socket of the mirror is left, soon after the grace at the latest. Idempotent; whoever comes second waits for the
     * first, and hurries it if its own grace is shorter.
     *
     * @param grace any time; a negative one is none, one above a year is a year
     * @throws NullPointerException if it is null; nothing is closed then
     */
    public void close(Duration grace) {
        pipeline.close(Objects.requireNonNull(grace, "grace"));
    }

    /** {@link #close(Duration)} with a grace of two seconds. */
    @Override
    public void close() {
        close(Duration.ofSeconds(2));
    }
}
