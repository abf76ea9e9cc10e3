// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties below {@code mirror}, but for the routes. Immutable.
 *
 * @param enabled whether there is a mirror at all
 * @param paused whether mirroring begins paused
 * @param manifests files and directories with HTTPRoute and MirrorPolicy manifests, read at the start
 * @param filter where the filter stands
 * @param exclude paths below the context path that are not mirrored, with all that is below them
 * @param includeManagement whether the endpoints of the management port are mirrored like other paths, if that is the port of the application
 * @param console the page for people
 * @param limits the bounds over all copies together
 * @param marks the fields that mark a copy
 * @param candidate what the shadow runs, as verdicts call it; null: the application's name
 * @param evidence the file that keeps evidence over restarts; null: none
 * @param tracing what becomes of traces
 */
@ConfigurationProperties("mirror")
record MirrorProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean paused,
        @DefaultValue List<String> manifests,
        @DefaultValue Filter filter,
        @DefaultValue List<String> exclude,
        @DefaultValue("false") boolean includeManagement,
        @DefaultValue Console console,
        @DefaultValue Limits limits,
        @DefaultValue Marks marks,
        @Nullable String candidate,
        @Nullable String evidence,
        @DefaultValue Tracing tracing) {
    /** Copies the lists. */
    MirrorProperties {
        manifests = List.copyOf(manifests);
        exclude = List.copyOf(exclude);
    }

    /**
     * Where the filter stands.
     *
     * @param enabled whether the filter is registered
     * @param order among the filters; null: in front of all others, but behind the one that begins the request's span where copies have spans
     */
    record Filter(
            @DefaultValue("true") boolean enabled, @Nullable Integer order) {}

    /**
     * The page for people, which needs mirror-console.
     *
     * @param enabled whether it is served
     * @param path where, below the context path
     */
    record Console(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("/mirror-console") String path) {}

    /**
     * The bounds over all copies together; what is null is as in {@link io.trafficmirror.MirrorLimits#defaults()}.
     *
     * @param maxBytesHeld bytes that copies may hold: captured, queued, in flight, kept for comparison
     * @param cpuShare the share of the process's CPU that mirroring may use, above 0 and at most 1
     * @param maxResponseBytes bytes read of a shadow's answer before its connection is given up
     * @param maxPrimaryWait how long copies wait for a primary that shows no sign of life
     * @param rampUp how long mirroring takes from its first request to its whole share
     */
    record Limits(
            @Nullable DataSize maxBytesHeld,
            @Nullable Double cpuShare,
            @Nullable DataSize maxResponseBytes,
            @Nullable Duration maxPrimaryWait,
            @Nullable Duration rampUp) {}

    /**
     * The fields that mark a copy.
     *
     * @param mark carries true on every copy; a request that carries it is never mirrored again
     * @param id carries the identifier of the exchange
     */
    record Marks(
            @DefaultValue("X-Shadow-Request") String mark,
            @DefaultValue("X-Shadow-Id") String id) {}

    /**
     * What becomes of traces.
     *
     * @param span whether each copy has a span of its own, where Micrometer Tracing is
     * @param baggage whether copies carry the baggage {@code shadow=true}, and requests that carry it are not mirrored
     */
    record Tracing(
            @DefaultValue("true") boolean span,
            @DefaultValue("false") boolean baggage) {}
}
