// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import io.trafficmirror.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A request of the application. Immutable.
 *
 * @param attributes what can be said of it, as evidence names it
 */
record Call(
        int route, String id, String currency, String expand, String language, String client, List<String> attributes) {
    private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "JPY");
    private static final List<String> EXPANDED = List.of("all", "none", "lines");
    private static final List<String> LANGUAGES = List.of("de", "en", "fr", "it");
    private static final List<String> CLIENTS = List.of("app", "web", "till");

    static Call random(int route, int number, SplittableRandom random) {
        String currency = pick(CURRENCIES, random);
        String expand = pick(EXPANDED, random);
        String language = pick(LANGUAGES, random);
        String client = pick(CLIENTS, random);
        return new Call(
                route,
                Integer.toString(100_000 + number),
                currency,
                expand,
                language,
                client,
                List.of(
                        "query.currency=" + currency,
                        "query.expand=" + expand,
                        "header.accept-language=" + language,
                        "header.x-requested-with=" + client));
    }

    /** An attribute that some requests have. */
    static String anyAttribute(SplittableRandom random) {
        List<String> all = new ArrayList<>();
        CURRENCIES.forEach(value -> all.add("query.currency=" + value));
        EXPANDED.forEach(value -> all.add("query.expand=" + value));
        LANGUAGES.forEach(value -> all.add("header.accept-language=" + value));
        CLIENTS.forEach(value -> all.add("header.x-requested-with=" + value));
        return pick(all, random);
    }

    static <T> T pick(List<T> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }

    static String routeOf(int route) {
        return "GET /resource" + (char) ('a' + route) + "/{id}";
    }

    RequestHead head() {
        return RequestHead.of(
                "GET",
                "/resource" + (char) ('a' + route) + "/" + id + "?currency=" + currency + "&expand=" + expand,
                Map.of(
                        "Host", List.of("shop"),
                        "Accept-Language", List.of(language),
                        "X-Requested-With", List.of(client)));
    }
}
