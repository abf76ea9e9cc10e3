// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A look-up makes no garbage, whatever it finds. */
class RouteTableAllocationTest {
    private static final int LOOKUPS = 100_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void a_lookup_allocates_nothing() {
        RouteTable<String> table = RouteTable.of(routes());
        PlainHead[] requests = {
            new PlainHead("GET", "host7.example", "/service/7/items/42", "x=1&q7=v7", "x-version", "7"),
            new PlainHead("GET", "HOST7.example:8080", "/exact/7", null, "x-version", "7"),
            new PlainHead("POST", "a.b.wild9.example", "/service/9", "q9=%769&q9=2", "x-version", "9"),
            new PlainHead("GET", "nobody.example", "/.well-known/x", "a+b=c%20d&&=", "x-version", "0"),
            new PlainHead("DELETE", "[::1]:80", "*", "%zz", "other", "")
        };

        // The compiler may make the first look-ups allocate; after it has settled, none does.
        long allocated = Long.MAX_VALUE;
        long by = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (allocated != 0 && System.nanoTime() - by < 0) {
            allocated = allocatedBy(table, requests);
        }

        assertThat(allocated).as("bytes for %d look-ups", LOOKUPS).isZero();
    }

    private long allocatedBy(RouteTable<String> table, PlainHead[] requests) {
        long thread = Thread.currentThread().getId();
        int hits = 0;
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < LOOKUPS; i++) {
            hits += table.find(requests[i % requests.length], PlainHead.READER) == null ? 0 : 1;
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before;
        assertThat(hits).isEqualTo(LOOKUPS / requests.length * 3);
        return allocated;
    }

    private static List<Route<String>> routes() {
        List<Route<String>> routes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            List<Hostname> hosts =
                    List.of(new Hostname("host" + i + ".example"), new Hostname("*.wild" + i + ".example"));
            RouteMatch exact = RouteMatch.of(PathMatch.exact("/exact/" + i));
            RouteMatch prefix = new RouteMatch(
                    PathMatch.prefix("/service/" + i),
                    Optional.empty(),
                    List.of(ValueMatch.exact("X-Version", "" + i)),
                    List.of(ValueMatch.exact("q" + i, "v" + i)));
            routes.add(new Route<>("r" + i, hosts, List.of(new RouteRule<>(List.of(exact, prefix), "r" + i))));
            routes.add(RouteTableTest.route("any" + i, RouteMatch.of(PathMatch.prefix("/only/" + i))));
        }
        return routes;
    }
}
