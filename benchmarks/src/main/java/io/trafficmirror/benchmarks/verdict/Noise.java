// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.verdict;

import java.util.SplittableRandom;

/** Where noise comes from, of the exchanges in which one of two equal services differs. */
enum Noise {
    /** Each by itself. */
    INDEPENDENT("independent") {
        @Override
        Source source(SplittableRandom random) {
            return random::nextBoolean;
        }
    },
    /** Fifty in a row hit whoever is asked second; a coin says who that is, for each exchange. */
    BURSTS("bursts of 50 that hit whoever is asked second") {
        @Override
        Source source(SplittableRandom random) {
            return new Source() {
                private int left;
                private boolean hitsSecond;

                @Override
                public boolean nextIsShadow() {
                    if (left-- == 0) {
                        left = 49;
                        hitsSecond = random.nextInt(10) > 0;
                    }
                    boolean shadowIsSecond = random.nextBoolean();
                    return hitsSecond == shadowIsSecond;
                }
            };
        }
    },
    /** The share that hits the second grows from none to all. */
    DRIFT("drift: at first the first is hit, at last the second") {
        @Override
        Source source(SplittableRandom random) {
            return new Source() {
                private int seen;

                @Override
                public boolean nextIsShadow() {
                    boolean hitsSecond = random.nextInt(1500) < seen++;
                    boolean shadowIsSecond = random.nextBoolean();
                    return hitsSecond == shadowIsSecond;
                }
            };
        }
    },
    /** What hits whoever is asked second goes on hitting the second, with 95 %. */
    CORRELATED("autocorrelation 0.9 of who is hit, first or second") {
        @Override
        Source source(SplittableRandom random) {
            return new Source() {
                private boolean hitsSecond = random.nextBoolean();

                @Override
                public boolean nextIsShadow() {
                    if (random.nextInt(20) == 0) {
                        hitsSecond = !hitsSecond;
                    }
                    boolean shadowIsSecond = random.nextBoolean();
                    return hitsSecond == shadowIsSecond;
                }
            };
        }
    },
    /** Fifty in a row hit one of the two services, whatever the order: no coin helps. */
    ONE_SIDED_BURSTS("bursts of 50 that hit one service, in any order") {
        @Override
        Source source(SplittableRandom random) {
            return new Source() {
                private int left;
                private boolean shadow;

                @Override
                public boolean nextIsShadow() {
                    if (left-- == 0) {
                        left = 49;
                        shadow = random.nextBoolean();
                    }
                    return shadow;
                }
            };
        }
    };

    private final String said;

    Noise(String said) {
        this.said = said;
    }

    abstract Source source(SplittableRandom random);

    String said() {
        return said;
    }

    /** One exchange after another. */
    interface Source {
        boolean nextIsShadow();
    }
}
