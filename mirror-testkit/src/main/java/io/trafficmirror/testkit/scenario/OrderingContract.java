// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.http.RawHttp;
import io.trafficmirror.testkit.http.RawResponse;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The order of copies by what a server tells of its requests: scenarios a135, a136, b44 and b45.
 *
 * @since 0.1.0
 */
public interface OrderingContract {
    /** The servers that scenarios are run on. */
    ScenarioRun run();

    /** A path whose copies are ordered by connection, and that answers a GET. */
    String byConnection();

    /** A path whose copies are ordered by the cookie {@code session}, and that answers a GET. */
    String bySession();

    /** Whether the server tells which connection a request came by; else copies have no order by it. */
    default boolean tellsConnections() {
        return true;
    }

    /** A read that follows a create on the connection of a browser, say, reaches the shadow behind it. */
    @Test
    @Scenario({"a135", "b44"})
    default void copies_of_one_connection_arrive_one_after_the_other() throws Exception {
        String path = byConnection();
        List<HeldCopies> shadows = run().hold(path + "?first");
        try {
            run().runScenario(connection -> {
                get(connection, path + "?first", "a");
                return get(connection, path + "?second", "a");
            });
            run().runScenario(connection -> get(connection, path + "?other", "a"));
            for (HeldCopies shadow : shadows) {
                shadow.await("got " + path + "?first");
                shadow.await("done " + path + "?other");
                if (tellsConnections()) {
                    assertThat(shadow.behind()).isOne();
                    assertThat(shadow.events()).doesNotContain("got " + path + "?second");
                } else {
                    shadow.await("done " + path + "?second");
                }
            }
        } finally {
            shadows.forEach(HeldCopies::release);
        }
        for (HeldCopies shadow : shadows) {
            shadow.await("done " + path + "?first");
            shadow.await("done " + path + "?second");
        }
    }

    /** Whatever the connection: those of one session wait for each other, and for no other session. */
    @Test
    @Scenario({"a136", "b45"})
    default void copies_of_one_session_arrive_one_after_the_other() throws Exception {
        String path = bySession();
        List<HeldCopies> shadows = run().hold(path + "?first");
        try {
            run().runScenario(connection -> {
                get(connection, path + "?first", "a");
                return get(connection, path + "?other", "b");
            });
            run().runScenario(connection -> get(connection, path + "?second", "a"));
            for (HeldCopies shadow : shadows) {
                shadow.await("got " + path + "?first");
                shadow.await("done " + path + "?other");
                assertThat(shadow.behind()).isOne();
                assertThat(shadow.events()).doesNotContain("got " + path + "?second");
            }
        } finally {
            shadows.forEach(HeldCopies::release);
        }
        for (HeldCopies shadow : shadows) {
            shadow.await("done " + path + "?second");
            assertThat(shadow.events())
                    .endsWith("done " + path + "?first", "got " + path + "?second", "done " + path + "?second");
        }
    }

    private static RawResponse get(RawHttp connection, String target, String session) throws IOException {
        RawResponse response = connection
                .send("GET " + target + " HTTP/1.1\r\nHost: shop.example\r\nCookie: session=" + session + "\r\n\r\n")
                .read();
        assertThat(response.status()).isEqualTo(200);
        return response;
    }
}
