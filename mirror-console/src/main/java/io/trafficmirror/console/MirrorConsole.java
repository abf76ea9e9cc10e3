// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import io.trafficmirror.TrafficMirror;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page about a mirror and what it finds, and the same as JSON under {@code api/v1/state}. Nothing is served until somebody mounts it: by a
 * {@link ConsoleServlet}, a {@link ConsoleHttpHandler}, or anything else that hands {@link #handle} its requests. Who may look is for the place where it is
 * mounted to say; who may act says a {@link ConsoleAuthoriser}. Takes no lock that a request of the application could need. Safe for concurrent use.
 *
 * <pre>{@code
 * MirrorConsole console = MirrorConsole.builder().mirror(mirror).verdict(verdict).build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class MirrorConsole {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorConsole.class);
    static final String EVENTS = "api/v1/events";

    private static final String ACTIONS = "api/v1/actions/";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final StaticFiles files = new StaticFiles();
    private final StateCache state;
    private final Actions actions;
    private final Optional<TrafficMirror> mirror;

    MirrorConsole(StateCache state, Actions actions, Optional<TrafficMirror> mirror) {
        this.state = state;
        this.actions = actions;
        this.mirror = mirror;
    }

    /** Starts a console that shows nothing yet and lets nobody act. */
    public static MirrorConsoleBuilder builder() {
        return new MirrorConsoleBuilder();
    }

    /** Answers. Never throws; a fault is a 500 and a line in the log. */
    public ConsoleResponse handle(ConsoleRequest request) {
        try {
            boolean head = request.method().equals("HEAD");
            ConsoleResponse response = answer(request);
            return head ? response.withoutBody() : response;
        } catch (RuntimeException e) {
            LOG.warn("The console could not answer.", e);
            return ConsoleResponse.text(500, "a fault of the console: see the log");
        }
    }

    private ConsoleResponse answer(ConsoleRequest request) {
        String path = request.path();
        if (path.startsWith(ACTIONS)) {
            return request.method().equals("POST") ? act(path, request) : notAllowed("POST");
        }
        if (!READING.contains(request.method())) {
            return notAllowed("GET, HEAD");
        }
        if (path.equals(EVENTS)) {
            return ConsoleResponse.empty(204); // whoever can stream has done so; the page asks by itself then
        }
        if (path.equals("api/v1/state")) {
            return state.now().answer(request);
        }
        return files.file(path)
                .map(file -> file.answer(request))
                .orElseGet(() -> ConsoleResponse.text(404, "not found"));
    }

    private ConsoleResponse act(String path, ConsoleRequest request) {
        ConsoleResponse response = actions.take(path.substring(ACTIONS.length()), request);
        state.forget();
        return response;
    }

    private static ConsoleResponse notAllowed(String allowed) {
        return ConsoleResponse.text(405, "allowed: " + allowed).with("Allow", allowed);
    }

    /** Where it is mounted, its requests are not mirrored. */
    void mountedAt(String pathPrefix) {
        mirror.ifPresent(known -> known.exclude(pathPrefix));
    }

    /** What stands for the present state: another text once it has changed. */
    String stateTag() {
        return state.now().tag();
    }
}
