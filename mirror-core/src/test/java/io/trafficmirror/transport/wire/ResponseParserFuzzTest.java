// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes, and however it is split: no fault but {@link BadResponse}, and always the same verdict. */
class ResponseParserFuzzTest {
    /** Inputs; ten million by {@code -Dfuzz.inputs=10000000}. */
    private static final long INPUTS = Long.getLong("fuzz.inputs", 200_000);

    /** The first of the seeds; each input has its own, so that one that fails can be made again. */
    private static final long SEED = Long.getLong("fuzz.seed", 20261123);

    @Test
    @Timeout(1800)
    void the_verdict_does_not_depend_on_where_the_bytes_are_split() {
        Map<String, Integer> verdicts = new TreeMap<>();
        for (long i = 0; i < INPUTS; i++) {
            Random random = new Random(SEED + i);
            byte[] answer = new Responses(random).next();
            boolean toHead = random.nextInt(16) == 0;
            long cap = random.nextInt(4) == 0 ? random.nextInt(8) : 1 << 20;
            String whole = ParsedResponse.of(answer, toHead, cap, null);
            String split = ParsedResponse.of(answer, toHead, cap, random);
            if (!whole.equals(split)) {
                assertThat(split)
                        .as("seed %d: %s", SEED + i, new String(answer, ISO_8859_1))
                        .isEqualTo(stoppedAlike(whole, split));
            }
            verdicts.merge(whole.substring(0, whole.indexOf(' ')), 1, Integer::sum);
        }
        assertThat(verdicts).containsOnlyKeys("bad", "done", "open", "stopped");
    }

    /** Where the sink stops, the place depends on the split; nothing else may. */
    private static String stoppedAlike(String whole, String split) {
        return whole.startsWith("stopped") && split.startsWith("stopped")
                ? whole.replaceFirst(" at \\d+", " at " + split.replaceFirst(".* at (\\d+).*", "$1"))
                : whole;
    }
}
