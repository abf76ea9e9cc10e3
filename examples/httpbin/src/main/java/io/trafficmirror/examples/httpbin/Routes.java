// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import java.util.List;

/** The table of all endpoints, in the order of the index page. */
final class Routes {
    private Routes() {}

    static List<Route> all(Pauses pauses) {
        return List.of(
                Route.only("GET", "/get", "the request's args and headers", Echo::withoutBody),
                Route.only("POST", "/post", "the request with its body", Echo::withBody),
                Route.only("PUT", "/put", "the request with its body", Echo::withBody),
                Route.only("PATCH", "/patch", "the request with its body", Echo::withBody),
                Route.only("DELETE", "/delete", "the request with its body", Echo::withBody),
                Route.any("/anything/*", "any request, with its body", Echo::anything),
                Route.any("/headers", "the request's headers", Echo::headers),
                Route.any("/status/*", "/status/N: an empty answer with status N", Status::answer),
                Route.any("/delay/*", "/delay/N: answers after N seconds, at most 10", new Delay(pauses)),
                Route.any("/bytes/*", "/bytes/N?seed=S: N random bytes, at most 102400", Bytes::answer),
                Route.any("/stream/*", "/stream/N: N JSON lines, at most 100", Stream::answer),
                Route.any("/drip", "?duration=s&numbytes=n&code=c&delay=s: bytes, slowly", new Drip(pauses)),
                Route.any("/gzip", "the request's args and headers, gzipped", Gzip::answer),
                Route.any("/uuid", "a random UUID", Plain::uuid),
                Route.any("/redirect/*", "/redirect/N: N redirects that end at /get", Redirect::answer),
                Route.any("/cookies", "the request's cookies", Cookies::list),
                Route.any("/cookies/set", "?name=value: sets cookies, redirects to /cookies", Cookies::set));
    }
}
