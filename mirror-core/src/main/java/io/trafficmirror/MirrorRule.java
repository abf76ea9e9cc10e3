// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import io.trafficmirror.copy.CopyMarks;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.Role;
import io.trafficmirror.route.RouteMatch;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One rule of a route: the requests it is for, and their mirrors. Immutable.
 *
 * @param name for messages and policies; empty: the rule is known by its index
 * @param matches any of them; none: every request
 * @param backends names of the primary's own backends in the manifest; told by {@code explain}, not used otherwise
 * @param mirrors none: requests of this rule are not copied; one of two may be the control of the other
 * @since 0.1.0
 */
public record MirrorRule(
        Optional<String> name, List<RouteMatch> matches, List<String> backends, List<MirrorSpec> mirrors) {
    /** Copies the lists and fills in the default match. */
    public MirrorRule {
        Objects.requireNonNull(name, "name");
        matches = matches.isEmpty() ? List.of(RouteMatch.ALL) : List.copyOf(matches);
        backends = List.copyOf(backends);
        mirrors = List.copyOf(mirrors);
        long controls =
                mirrors.stream().filter(mirror -> mirror.role() == Role.CONTROL).count();
        if (controls > 1 || (controls == 1 && mirrors.size() != 2)) {
            throw new IllegalArgumentException("rule " + name.orElse("without name")
                    + ": mirrors: a control must stand beside one shadow and nothing else, there were " + controls
                    + " controls and " + (mirrors.size() - controls) + " shadows");
        }
    }

    /**
     * Whether it can match a request of an application all of whose paths begin with the same segments.
     *
     * @param contextPath these segments: begins with a slash and ends without one; empty if there are none
     */
    public boolean canMatchBelow(String contextPath) {
        return matches.stream().anyMatch(match -> match.path().canMatchBelow(contextPath));
    }

    /** Why no mirror gets a copy of this request, whatever its share, in words of one line; empty if it may. By the default marks. */
    public static Optional<String> refusal(RequestHead request) {
        if (request.headers().contains(CopyMarks.DEFAULT.mark())) {
            return Optional.of("it is a copy itself: it carries " + CopyMarks.DEFAULT.mark());
        }
        if (Uncopyable.isMethod(request.method())) {
            return Optional.of("requests with " + request.method() + " are never copied");
        }
        return Uncopyable.is(request, RequestHead.reader())
                ? Optional.of("requests for an upgrade to another protocol than HTTP are never copied")
                : Optional.empty();
    }
}
