// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.causes;

import java.util.Locale;
import java.util.SplittableRandom;

/** What a value is that is the same for primary, shadow and control. Each makes its values as JSON. */
enum Shape {
    AMOUNT {
        @Override
        String value(SplittableRandom random) {
            return random.nextInt(10, 1000) + "." + random.nextInt(10, 100) + random.nextInt(1, 10);
        }
    },
    FLAG {
        @Override
        String value(SplittableRandom random) {
            return random.nextBoolean() ? "true" : "false";
        }
    },
    LABEL {
        @Override
        String value(SplittableRandom random) {
            return "\"Oak table, seats " + random.nextInt(2, 12) + ", oiled\"";
        }
    },
    REMARK {
        @Override
        String value(SplittableRandom random) {
            return "\"Café & bar " + random.nextInt(1000) + "\"";
        }
    },
    STATE {
        @Override
        String value(SplittableRandom random) {
            return random.nextBoolean() ? "\"PAID\"" : "\"SHIPPED\"";
        }
    },
    DATE {
        @Override
        String value(SplittableRandom random) {
            return String.format(
                    Locale.ROOT,
                    "\"2021-03-%02dT%02d:%02d:00Z\"",
                    random.nextInt(2, 28),
                    random.nextInt(3, 22),
                    random.nextInt(60));
        }
    },
    LIST {
        @Override
        String value(SplittableRandom random) {
            int first = random.nextInt(1000);
            return "[" + first + "," + (first + 2000) + "," + (first + 4000) + "]";
        }
    },
    NOTHING {
        @Override
        String value(SplittableRandom random) {
            return "null";
        }
    };

    abstract String value(SplittableRandom random);

    /** A field of this shape. */
    String field(int number) {
        return name().toLowerCase(Locale.ROOT) + number;
    }
}
