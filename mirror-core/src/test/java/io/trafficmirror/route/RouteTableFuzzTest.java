// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, a look-up and its explanation end without an exception. */
class RouteTableFuzzTest {
    private static final long SEED = Long.getLong("mirror.seed", 7);
    private static final String ALPHABET = "/.;%?&=+*:[]@#ab2eFzZ \t\u0000\u007f\u00ff\u212a\ud800\udc00-";

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final RouteTable<String> table = RouteTable.of(List.of(
            RouteTableTest.route("named", "a.b", RouteMatch.of(PathMatch.exact("/a%20b"))),
            RouteTableTest.route("wild", "*.b", RouteMatch.of(PathMatch.prefix("/a/b"))),
            RouteTableTest.route("regex", RouteMatch.of(PathMatch.regex("(/a|/b)*"))),
            RouteTableTest.route(
                    "values",
                    new RouteMatch(
                            PathMatch.prefix("/a"),
                            Optional.of("GET"),
                            List.of(ValueMatch.regex("a", "(a*)*b")),
                            List.of(ValueMatch.exact("a", "b"), ValueMatch.regex("b", "(a|aa)+"))))));

    @Test
    void arbitrary_heads_never_throw() {
        for (int i = 0; i < 200_000; i++) {
            RequestHead request = new RequestHead(
                    random.nextInt(4) == 0 ? text(5) : "GET",
                    "http",
                    text(12),
                    (random.nextBoolean() ? "/a" : "") + text(24),
                    Headers.of("a", text(10), text(3), text(3)));
            table.find(request, RequestHead.reader());
            if (i % 10 == 0) {
                table.explain(request, RequestHead.reader());
            }
        }
    }

    @Test
    void megabytes_are_read_in_one_pass() {
        int length = 1 << 20;
        for (String part : List.of("a", "/", "/..", "%", "%2e", ";", "&", "a=&", "=", ".", "/a/b", "+", "\u0000")) {
            String much = part.repeat(length / part.length());
            RequestHead request = new RequestHead(
                    "GET", "http", "a." + much + ".b", "/a" + much + "?a=b&b=" + much, Headers.of("a", much + "b"));
            assertThatCode(() -> table.find(request, RequestHead.reader()))
                    .as(part)
                    .doesNotThrowAnyException();
        }
    }

    private String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(
                    random.nextInt(20) == 0
                            ? (char) random.nextInt(0x10000)
                            : ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
