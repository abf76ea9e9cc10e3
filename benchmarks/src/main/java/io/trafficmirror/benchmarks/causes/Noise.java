// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/** What a value is that each of the three services makes for itself. Each makes its values as JSON. */
enum Noise {
    UUIDS {
        @Override
        String value(String shared, long now, SplittableRandom random) {
            return uuid(random);
        }
    },
    TIMES {
        @Override
        String value(String shared, long now, SplittableRandom random) {
            return "\"" + Instant.ofEpochMilli(now + random.nextInt(1500)) + "\"";
        }
    },
    EPOCHS {
        @Override
        String value(String shared, long now, SplittableRandom random) {
            return Long.toString(now + random.nextInt(1500));
        }
    },
    COUNTERS {
        @Override
        String value(String shared, long now, SplittableRandom random) {
            return Integer.toString(1_000_000 + random.nextInt(900));
        }
    },
    TOKENS {
        @Override
        String value(String shared, long now, SplittableRandom random) {
            return "\"" + Long.toHexString(random.nextLong() | Long.MIN_VALUE) + "\"";
        }
    },
    ORDERS {
        @Override
        String value(String shared, long now, SplittableRandom random) {
            List<String> rest = new ArrayList<>(List.of("11", "22", "33", "44", "55"));
            List<String> order = new ArrayList<>();
            while (!rest.isEmpty()) {
                order.add(rest.remove(random.nextInt(rest.size())));
            }
            return "[" + String.join(",", order) + "]";
        }
    },
    /** Noisy in 80 % of the answers; in the others all three agree. */
    MOSTLY {
        @Override
        String value(String shared, long now, SplittableRandom random) {
            return random.nextInt(5) == 0 ? shared : uuid(random);
        }
    };

    /**
     * A value.
     *
     * @param shared a UUID that all three could give
     */
    abstract String value(String shared, long now, SplittableRandom random);

    /** A field of this kind. */
    String field(int number) {
        return name().toLowerCase(Locale.ROOT) + number;
    }

    static String uuid(SplittableRandom random) {
        return "\"" + new UUID(random.nextLong(), random.nextLong()) + "\"";
    }
}
