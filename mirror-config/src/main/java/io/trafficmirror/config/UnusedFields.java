// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import java.util.List;
import java.util.regex.Pattern;

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

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,5}(h|m|s|ms)){1,4}");

    private UnusedFields() {}

    /** The fields of a rule that are ignored. */
    static void check(YamlFields rule) {
        rule.get("timeouts").flatMap(value -> value.fields(TIMEOUTS)).ifPresent(timeouts -> {
            for (String name : TIMEOUTS) {
                timeouts.get(name).ifPresent(UnusedFields::duration);
            }
        });
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

    private static void duration(YamlValue value) {
        value.text(1, 32)
                .filter(text -> !DURATION.matcher(text).matches())
                .ifPresent(text -> value.mustBe("a duration such as 10s or 1m30s (GEP-2257)"));
    }
}
