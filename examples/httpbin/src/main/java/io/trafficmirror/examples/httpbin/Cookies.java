// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** {@code /cookies} shows the cookies of a request, {@code /cookies/set} makes the client send some. */
final class Cookies {
    private Cookies() {}

    static void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> cookies = new TreeMap<>();
        Cookie[] sent = request.getCookies();
        if (sent != null) {
            for (Cookie cookie : sent) {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
        Replies.json(response, cookies);
    }

    static void set(HttpServletRequest request, HttpServletResponse response) {
        try {
            Seen.args(request).forEach((name, values) -> response.addCookie(cookie(name, values.get(0))));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("name and value must be those of a cookie");
        }
        response.setStatus(302);
        response.setHeader("Location", "/cookies");
    }

    private static Cookie cookie(String name, String value) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        return cookie;
    }
}
