// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Parts of a rule that belong to a gateway and have no meaning for a copy: checked by name, then reported as ignored. */
final class UnusedFields {
    private static final List<String> TIMEOUTS = List.of("request", "backendRequest");
    private static final List<String> RETRY = List.of("codes", "attempts", "backoff");
    private static final List<String> SESSION =
            List.of("sessionName", "absoluteTimeout", "idleTimeout", "type", "cookieConfig");
    private static final List<String> HEADERS = List.of("set", "add", "remove");
    private static final List<String> REDIRECT = List.of("scheme", "hostname", "path", "port", "statusCode");
    private static final List<String> CORS =
            List.of("allowOrigins", "allowCredentials", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge");

    private UnusedFields() {}

    /** The fields of a rule that are ignored. */
    static void check(YamlFields rule) {
        rule.read("timeouts", value -> value.fields(TIMEOUTS)).ifPresent(UnusedFields::checkTimeouts);
        rule.get("retry").ifPresent(value -> value.fields(RETRY));
        rule.get("sessionPersistence").ifPresent(value -> value.fields(SESSION));
        rule.ignored("it binds the primary's gateway, not a copy", "timeouts", "retry", "sessionPersistence");
    }

    /** A filter that is ignored. */
    static void checkFilter(FilterType type, YamlValue content) {
        switch (type) {
            case RESPONSE_HEADER_MODIFIER -> content.fields(HEADERS);
            case REQUEST_REDIRECT -> content.fields(REDIRECT);
            case CORS -> content.fields(CORS);
            default -> content.entries();
        }
        content.warn("is ignored: a copy has no use for " + type.word());
    }

    /** CEL: {@code backendRequest} is part of {@code request}; 0s means none. */
    private static void checkTimeouts(YamlFields timeouts) {
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
}
