// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.httpbin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** {@code /bytes/N}: N random bytes, the same ones for the same {@code seed}. */
final class Bytes {
    private static final int MAX_BYTES = 100 * 1024;

    private Bytes() {}

    static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Numbers.last(Optional.ofNullable(request.getPathInfo()));
        int count = Numbers.integer("bytes", path, 0, Integer.MAX_VALUE);
        List<String> seeds = Seen.args(request).getOrDefault("seed", List.of());
        Random random = seeds.isEmpty() ? new Random() : new Random(Numbers.seed(seeds.get(0)));
        byte[] bytes = new byte[Math.min(count, MAX_BYTES)];
        random.nextBytes(bytes);
        Replies.bytes(response, Replies.BINARY, bytes);
    }
}
