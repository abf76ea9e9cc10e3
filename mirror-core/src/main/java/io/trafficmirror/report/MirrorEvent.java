// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.report;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.targets.Target;
import io.trafficmirror.transport.FailureReason;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that happened to a copy or to the way to a shadow. Requests that are not sampled are counted only.
 *
 * @since 0.1.0
 */
public sealed interface MirrorEvent {
    /**
     * What is made of an event, by its kind. A new kind is a new method here, so that the compiler finds who has forgotten it.
     *
     * @param <R> what is made
     */
    interface Cases<R> {
        /** Of a drop. */
        R dropped(Dropped event);

        /** Of a response. */
        R answered(Answered event);

        /** Of a failure. */
        R failed(Failed event);

        /** Of a breaker that has opened. */
        R breakerOpened(BreakerOpened event);

        /** Of a breaker that has closed. */
        R breakerClosed(BreakerClosed event);
    }

    /** What these cases make of it. */
    <R> R match(Cases<R> cases);

    /**
     * A copy was given up before it was sent.
     *
     * @param mirror which mirror
     * @param reason why
     */
    record Dropped(MirrorName mirror, DropReason reason) implements MirrorEvent {
        /** Refuses nulls. */
        public Dropped {
            Objects.requireNonNull(mirror, "mirror");
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropped(this);
        }
    }

    /**
     * A shadow answered.
     *
     * @param mirror which mirror
     * @param id ties the copy to its exchange
     * @param request the request as the primary received it
     * @param template the template of the primary's resource, such as {@code /orders/{id}}; empty where an adapter knows none, or does
     *     not know it yet, for a shadow may answer before the primary has matched
     * @param status the shadow's status
     * @param bodyBytes bytes of content that were read of the response
     * @param took from the first work on the wire to the end of the response
     */
    record Answered(
            MirrorName mirror,
            String id,
            RequestHead request,
            Optional<String> template,
            int status,
            long bodyBytes,
            Duration took)
            implements MirrorEvent {
        /** Refuses nulls. */
        public Answered {
            Objects.requireNonNull(mirror, "mirror");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(template, "template");
            Objects.requireNonNull(took, "took");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.answered(this);
        }
    }

    /**
     * A copy was sent, and no response came.
     *
     * @param mirror which mirror
     * @param id ties the copy to its exchange
     * @param request the request as the primary received it
     * @param template the template of the primary's resource, such as {@code /orders/{id}}; empty where an adapter knows none, or does
     *     not know it yet, for a shadow may answer before the primary has matched
     * @param reason why
     * @param detail one line; holds no field value and no content
     * @param took from the first work on the wire to the end
     */
    record Failed(
            MirrorName mirror,
            String id,
            RequestHead request,
            Optional<String> template,
            FailureReason reason,
            String detail,
            Duration took)
            implements MirrorEvent {
        /** Refuses nulls. */
        public Failed {
            Objects.requireNonNull(mirror, "mirror");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(request, "request");
            Objects.requireNonNull(template, "template");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(detail, "detail");
            Objects.requireNonNull(took, "took");
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.failed(this);
        }
    }

    /**
     * Copies are kept away from a shadow from now on.
     *
     * @param target the shadow
     */
    record BreakerOpened(Target target) implements MirrorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.breakerOpened(this);
        }
    }

    /**
     * The shadow answers again.
     *
     * @param target the shadow
     */
    record BreakerClosed(Target target) implements MirrorEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.breakerClosed(this);
        }
    }
}
