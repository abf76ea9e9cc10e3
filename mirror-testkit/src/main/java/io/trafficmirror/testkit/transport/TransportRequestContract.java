// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import io.trafficmirror.testkit.shadow.ShadowSettings;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What arrives at the shadow is what was asked for, or nothing arrives.
 *
 * @since 0.1.0
 */
public interface TransportRequestContract extends TransportUnderTest {
    private static RecordedRequest only(TransportRig rig) {
        List<RecordedRequest> arrived = rig.shadow().awaitRequests(1, Duration.ofSeconds(60));
        assertThat(arrived).hasSize(1);
        assertThat(arrived.get(0).violations()).isEmpty();
        return arrived.get(0);
    }

    @Test
    default void sends_method_target_fields_and_content() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            Headers headers = Headers.of("X-One", "1", "Accept", "text/plain, */*", "x-two", "");
            byte[] content = "hello".getBytes(ISO_8859_1);
            assertThat(rig.send(rig.request("POST", "/a/b?c=d%20e", headers, Body.of(content))))
                    .isEqualTo(new Outcome.Answered(200, 7, false));
            RecordedRequest arrived = only(rig);
            assertThat(arrived.method()).isEqualTo("POST");
            assertThat(arrived.target()).isEqualTo("/a/b?c=d%20e");
            assertThat(arrived.header("Host"))
                    .contains("127.0.0.1:" + rig.shadow().port());
            assertThat(arrived.header("X-One")).contains("1");
            assertThat(arrived.header("Accept")).contains("text/plain, */*");
            assertThat(arrived.header("X-Two")).contains("");
            assertThat(arrived.headers("Content-Length")).containsExactly("5");
            assertThat(arrived.headers("Transfer-Encoding")).isEmpty();
            assertThat(arrived.body().text()).isEqualTo("hello");
        }
    }

    @Test
    default void an_exact_transport_sends_these_bytes_and_no_others() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            if (rig.isExact()) {
                Headers headers = Headers.of("zZ", "1", "Cookie", "a=b", "Aa", "caf\u00e9 \t x", "cookie", "c=d");
                String target = "/a|b/{c}/%zz?x={y}&z=[1]^";
                rig.send(new ShadowRequest(
                        rig.get("/").target(), "PATCH", target, "10.0.0.1-shadow:8080", headers, Body.of(new byte[2])));
                assertThat(only(rig).head().text())
                        .isEqualTo("PATCH " + target + " HTTP/1.1\r\nHost: 10.0.0.1-shadow:8080\r\n"
                                + "zZ: 1\r\nCookie: a=b\r\nAa: caf\u00e9 \t x\r\ncookie: c=d\r\n"
                                + "Content-Length: 2\r\n\r\n");
            }
        }
    }

    @TestFactory
    default Stream<DynamicTest> a_target_travels_verbatim_or_not_at_all() {
        return Stream.of(
                        "/a|b",
                        "/{id}",
                        "/x?",
                        "/?q=a\"b<c>",
                        "//a//b",
                        "/a/../b/./c",
                        "/;x=y",
                        "/%2F%00?q=%E9",
                        "/100%",
                        "/%zz",
                        "/\u00e9",
                        "/a\\b",
                        "/[x]?y[]=1",
                        "/a=b?c?d",
                        "/^`",
                        "/~'()*!")
                .map(target -> DynamicTest.dynamicTest(target, () -> verbatimOrNot("GET", target)));
    }

    @Test
    default void an_asterisk_travels_verbatim_or_not_at_all() {
        verbatimOrNot("OPTIONS", "*");
    }

    private void verbatimOrNot(String method, String target) {
        try (TransportRig rig = TransportRig.plain(factory())) {
            Outcome outcome = rig.send(rig.request(method, target, Headers.empty(), Body.NONE));
            if (outcome instanceof Outcome.Unsendable && !rig.can(Capability.RAW_TARGET)) {
                assertThat(rig.shadow().requestCount()).isZero();
            } else {
                assertThat(outcome).isInstanceOf(Outcome.Answered.class);
                assertThat(only(rig).target()).isEqualTo(target);
            }
        }
    }

    @TestFactory
    default Stream<DynamicTest> a_host_travels_verbatim_or_not_at_all() {
        return Stream.of("mirror.example", "foo.com-shadow:8080", "10.0.0.1-shadow", "[::1]-shadow:1", "a_b-shadow")
                .map(authority -> DynamicTest.dynamicTest(authority, () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        ShadowRequest own = rig.get("/");
                        Outcome outcome = rig.send(
                                new ShadowRequest(own.target(), "GET", "/", authority, Headers.empty(), Body.NONE));
                        if (outcome instanceof Outcome.Unsendable && !rig.can(Capability.HOST_OVERRIDE)) {
                            assertThat(rig.shadow().requestCount()).isZero();
                        } else {
                            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
                            assertThat(only(rig).headers("Host")).containsExactly(authority);
                        }
                    }
                }));
    }

    @Test
    default void octets_above_ascii_travel_unharmed_or_not_at_all() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            Outcome outcome =
                    rig.send(rig.request("GET", "/", Headers.of("X-Name", "caf\u00e9\u0080\u00ff"), Body.NONE));
            if (outcome instanceof Outcome.Unsendable && !rig.can(Capability.RAW_HEADER_BYTES)) {
                assertThat(rig.shadow().requestCount()).isZero();
            } else {
                assertThat(only(rig).head().text()).contains("caf\u00e9\u0080\u00ff\r\n");
            }
        }
    }

    @TestFactory
    default Stream<DynamicTest> any_method_travels() {
        return Stream.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "QUERY", "get")
                .map(method -> DynamicTest.dynamicTest(method, () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        rig.send(rig.request(method, "/m", Headers.empty(), Body.NONE));
                        assertThat(only(rig).method()).isEqualTo(method);
                        rig.sendOrdinary();
                    }
                }));
    }

    @TestFactory
    default Stream<DynamicTest> get_and_delete_may_have_content() {
        return Stream.of("GET", "DELETE")
                .map(method -> DynamicTest.dynamicTest(method, () -> {
                    try (TransportRig rig = TransportRig.plain(factory())) {
                        rig.send(rig.request(method, "/", Headers.empty(), Body.of("x=1".getBytes(ISO_8859_1))));
                        assertThat(only(rig).headers("Content-Length")).containsExactly("3");
                        assertThat(only(rig).body().text()).isEqualTo("x=1");
                    }
                }));
    }

    @Test
    default void no_content_is_not_content_of_length_zero() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            rig.send(rig.request("POST", "/none", Headers.empty(), Body.NONE));
            RecordedRequest none = only(rig);
            assertThat(none.headers("Transfer-Encoding")).isEmpty();
            if (rig.can(Capability.HEADER_ORDER)) {
                assertThat(none.headers("Content-Length")).isEmpty();
            }
            rig.shadow().forget();
            rig.send(rig.post("/zero", new byte[0]));
            assertThat(only(rig).headers("Content-Length")).containsExactly("0");
            assertThat(only(rig).headers("Transfer-Encoding")).isEmpty();
        }
    }

    @Test
    default void content_in_pieces_and_of_any_size_arrives_identical() {
        try (TransportRig rig = TransportRig.Setup.PLAIN
                .shadow(ShadowSettings.defaults().keepBody(8 << 20))
                .open(factory())) {
            byte[] all = new byte[5_000_000];
            new Random(5).nextBytes(all);
            Body body = Body.of(List.of(
                    ByteBuffer.wrap(all, 0, 1),
                    ByteBuffer.allocate(0),
                    ByteBuffer.wrap(all, 1, 3_000_000).slice(),
                    ByteBuffer.wrap(all, 3_000_001, 1_999_999).asReadOnlyBuffer()));
            assertThat(rig.send(rig.request("PUT", "/", Headers.empty(), body)))
                    .isEqualTo(new Outcome.Answered(200, 7, false));
            assertThat(only(rig).body().bytes()).isEqualTo(all);
            assertThat(((Body.Bytes) body).length())
                    .as("buffers left as they were")
                    .isEqualTo(all.length);
        }
    }

    @TestFactory
    default Stream<DynamicTest> nothing_that_could_break_a_line_reaches_the_wire() {
        return Stream.of("\r\nEvil: 1", "\n", "\r", "\0", "\u0001", "\u007f", "\u0100", "\u010d\u010a")
                .flatMap(evil -> Stream.of("method", "target", "authority", "name", "value")
                        .map(place -> DynamicTest.dynamicTest(
                                place + " " + String.format("%04x", (int) evil.charAt(0)),
                                () -> injected(place, evil))));
    }

    private void injected(String place, String evil) {
        try (TransportRig rig = TransportRig.plain(factory())) {
            ShadowRequest own = rig.get("/");
            String word = "a" + evil + "b";
            HeardCall heard = rig.start(new ShadowRequest(
                    own.target(),
                    place.equals("method") ? word : "GET",
                    place.equals("target") ? "/" + word : "/",
                    place.equals("authority") ? word : own.authority(),
                    Headers.of(place.equals("name") ? word : "X-Name", place.equals("value") ? word : "value"),
                    Body.NONE));
            assertThat(heard.outcome()).isInstanceOf(Outcome.Unsendable.class);
            assertThat(heard.events()).containsExactly("done");
            rig.sendOrdinary();
            assertThat(rig.shadow().requestCount()).isEqualTo(1);
        }
    }

    @Test
    default void fields_cannot_change_the_framing() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            Headers headers = Headers.of(
                    "Content-Length",
                    "99",
                    "transfer-encoding",
                    "chunked",
                    "Connection",
                    "close, X-Kept",
                    "HOST",
                    "evil.example",
                    "Keep-Alive",
                    "timeout=1",
                    "TE",
                    "trailers",
                    "Trailer",
                    "X",
                    "Upgrade",
                    "h2c",
                    "Expect",
                    "100-continue",
                    "Proxy-Connection",
                    "close",
                    "X-Kept",
                    "yes");
            for (Body body : List.of(Body.NONE, Body.of(new byte[0]), Body.of("abc".getBytes(ISO_8859_1)))) {
                rig.shadow().forget();
                assertThat(rig.send(rig.request("POST", "/", headers, body)))
                        .isEqualTo(new Outcome.Answered(200, 7, false));
                RecordedRequest arrived = only(rig);
                assertThat(arrived.headers("Host"))
                        .containsExactly("127.0.0.1:" + rig.shadow().port());
                for (String name : List.of(
                        "Transfer-Encoding", "Keep-Alive", "TE", "Trailer", "Upgrade", "Expect", "Proxy-Connection")) {
                    assertThat(arrived.headers(name)).as(name).isEmpty();
                }
                assertThat(arrived.headers("Content-Length"))
                        .doesNotContain("99")
                        .hasSizeLessThan(2);
                assertThat(arrived.headers("Connection")).doesNotContain("close, X-Kept");
                assertThat(arrived.header("X-Kept")).contains("yes");
            }
        }
    }

    @Test
    default void a_long_head_arrives_whole() {
        try (TransportRig rig = TransportRig.plain(factory())) {
            String value = "v".repeat(50_000);
            rig.send(rig.request("GET", "/", Headers.of("X-Long", value, "X-Longer", value), Body.NONE));
            assertThat(only(rig).header("X-Longer")).contains(value);
        }
    }
}
