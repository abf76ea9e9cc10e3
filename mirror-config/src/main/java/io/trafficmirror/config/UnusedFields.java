// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parts of a rule that belong to a gateway and have no meaning for a copy: checked as an API server would, then reported as ignored. */
final class UnusedFields {
    private static final List<String> TIMEOUTS = List.of("request", "backendRequest");
    private static final List<String> RETRY = List.of("codes", "attempts", "backoff");
    private static final List<String> SESSION =
            List.of("sessionName", "absoluteTimeout", "idleTimeout", "type", "cookieConfig");
    private static final Map<String, String> SESSION_TYPES = Map.of("Cookie", "Cookie", "Header", "Header");
    private static final Map<String, String> LIFETIMES = Map.of("Permanent", "Permanent", "Session", "Session");

    private UnusedFields() {}

    /** The fields of a rule that are ignored. */
    static void check(YamlFields rule) {
        rule.read("timeouts", value -> value.fields(TIMEOUTS)).ifPresent(UnusedFields::timeouts);
        rule.read("retry", value -> value.fields(RETRY)).ifPresent(UnusedFields::retry);
        rule.read("sessionPersistence", value -> value.fields(SESSION)).ifPresent(UnusedFields::session);
        rule.ignored("it binds the primary's gateway, not a copy", "timeouts", "retry", "sessionPersistence");
    }

    /** CEL: {@code backendRequest} is part of {@code request}; 0s means none. */
    private static void timeouts(YamlFields timeouts) {
        Optional<Duration> request = timeouts.read("request", Quantities::duration);
        Optional<Duration> backend = timeouts.read("backendRequest", Quantities::duration);
        boolean inside = request.isEmpty()
                || backend.isEmpty()
                || request.get().isZero()
                || backend.get().compareTo(request.get()) <= 0;
        if (!inside) {
            timeouts.owner().error("backendRequest must be at most request");
        }
    }

    private static void retry(YamlFields retry) {
        Set<Integer> codes = new HashSet<>();
        for (YamlValue code : retry.list("codes", Integer.MAX_VALUE)) {
            code.integer(400, 599)
                    .filter(status -> !codes.add(status))
                    .ifPresent(status -> code.error("must be given once, was " + status + " again"));
        }
        retry.get("attempts").ifPresent(attempts -> attempts.integer(1, Integer.MAX_VALUE));
        retry.get("backoff").ifPresent(Quantities::duration);
    }

    /** CEL: only a cookie has {@code cookieConfig}, and only a permanent one needs an end. */
    private static void session(YamlFields session) {
        session.get("sessionName").ifPresent(name -> name.text(0, 128));
        Optional<Duration> absolute = session.read("absoluteTimeout", Quantities::duration);
        session.get("idleTimeout").ifPresent(Quantities::duration);
        String type = session.read("type", t -> t.choice(SESSION_TYPES)).orElse("Cookie");
        Optional<String> lifetime = session.read("cookieConfig", config -> config.fields(List.of("lifetimeType")))
                .flatMap(config -> config.read("lifetimeType", l -> l.choice(LIFETIMES)));
        if (session.has("cookieConfig") && !type.equals("Cookie")) {
            session.owner().error("cookieConfig must only be given for type Cookie");
        }
        if (lifetime.equals(Optional.of("Permanent")) && absolute.isEmpty() && !session.has("absoluteTimeout")) {
            session.owner().error("absoluteTimeout is required where lifetimeType is Permanent");
        }
    }
}
