// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Prints for several kinds of heads what one counts and what one really holds: many are made, and the heap is read after collections. A
 * program of its own, as a test runs it in JVMs with other layouts of objects, in which nothing else lives.
 */
final class HeapProbe {
    private static final long ENOUGH_BYTES = 8 << 20;
    private static final int LOOKS = 3;

    private HeapProbe() {}

    /** Prints lines of {@code KIND COUNTED HELD}. */
    public static void main(String[] arguments) {
        Map<String, Supplier<RequestHead>> kinds = new TreeMap<>();
        kinds.put("small", () -> head("/", Headers.of(copy("Host"), copy("a.example"))));
        kinds.put("browser", () -> head("/orders/1?page=2", browser()));
        kinds.put("hostile-100", () -> head("/", repeated(100, "a", "b")));
        kinds.put("hostile-200", () -> head("/", repeated(200, "a", "b")));
        kinds.put("hostile-empty", () -> head("", repeated(200, "a", "")));
        kinds.put("hostile-wide", () -> head("/\u20ac".repeat(50), repeated(50, "a", "\u20ac".repeat(99))));
        kinds.put("hostile-long", () -> head("/" + "x".repeat(7000), repeated(3, "a", "y".repeat(2001))));
        kinds.forEach((kind, maker) ->
                System.out.printf(Locale.ROOT, "%s %d %d%n", kind, maker.get().heapBytes(), held(maker)));
    }

    /** The median of some measurements. */
    private static long held(Supplier<RequestHead> maker) {
        long[] looks = new long[LOOKS];
        for (int look = 0; look < LOOKS; look++) {
            RequestHead[] heads =
                    new RequestHead[(int) (ENOUGH_BYTES / maker.get().heapBytes())];
            long before = usedBytes();
            for (int i = 0; i < heads.length; i++) {
                heads[i] = maker.get();
            }
            looks[look] = Math.round((double) (usedBytes() - before) / heads.length);
            if (heads[heads.length - 1].headers().size() == 0) {
                throw new IllegalStateException("these must be alive until here");
            }
        }
        Arrays.sort(looks);
        return looks[LOOKS / 2];
    }

    private static long usedBytes() {
        System.gc();
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static RequestHead head(String target, Headers headers) {
        return new RequestHead(copy("GET"), copy("http"), copy("a.example"), copy(target), copy("HTTP/1.1"), headers);
    }

    private static Headers browser() {
        String[] fields = {
            "Host", "shop.example.com",
            "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language", "de,en-US;q=0.7,en;q=0.3",
            "Accept-Encoding", "gzip, deflate, br, zstd",
            "Referer", "https://shop.example.com/orders",
            "Connection", "keep-alive",
            "Cookie", "session=0123456789abcdef0123456789abcdef; theme=dark; seen=1,2,3,4,5",
            "Upgrade-Insecure-Requests", "1",
            "Sec-Fetch-Dest", "document",
            "Sec-Fetch-Mode", "navigate",
            "Sec-Fetch-Site", "same-origin",
            "Priority", "u=0, i"
        };
        return Headers.of(Arrays.stream(fields).map(HeapProbe::copy).toArray(String[]::new));
    }

    private static Headers repeated(int times, String name, String value) {
        Headers.Builder fields = Headers.builder(times);
        for (int i = 0; i < times; i++) {
            fields.add(copy(name), copy(value));
        }
        return fields.build();
    }

    /** A string with characters of its own, as a container reads it off the wire. */
    private static String copy(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
