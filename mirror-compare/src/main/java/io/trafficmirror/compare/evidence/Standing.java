// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

/**
 * Whether the values of a place stand still where both copies differ from the primary there. A few may alternate, for a service has several processes, and
 * now and then there is a new one. Its size is fixed. Confined to one thread.
 */
final class Standing {
    /** What is new, and what only one copy shows, is so seldom: once in so many exchanges. */
    private static final int SELDOM = 4;

    private final Values shadow = new Values();
    private final Values control = new Values();
    private long seen;
    private long lone;

    /** Both copies differ, and these are their values beside the primary's. */
    void both(long ofShadow, long ofControl) {
        seen++;
        shadow.add(ofShadow);
        control.add(ofControl);
    }

    /** Only one of them differs. */
    void lone() {
        lone++;
    }

    /** Whether all has stood still for long, and one of the copies had this value before. */
    boolean knows(long value, boolean ofShadow) {
        return isStill() && (ofShadow ? shadow : control).contains(value);
    }

    /** Whether there were too few exchanges to tell, and both copies had these values in all of them. */
    boolean isYoung(long ofShadow, long ofControl) {
        return seen < SELDOM
                && lone == 0
                && Math.max(shadow.different, control.different) == 1
                && shadow.contains(ofShadow)
                && control.contains(ofControl);
    }

    private boolean isStill() {
        return seen >= SELDOM * Math.max(lone, Math.max(shadow.different, control.different));
    }

    /** The last values that were new. */
    private static final class Values {
        private static final int KEPT = 4;

        private final long[] last = new long[KEPT];
        private long different;

        void add(long value) {
            if (!contains(value)) {
                last[(int) (different % KEPT)] = value;
                different++;
            }
        }

        boolean contains(long value) {
            for (int i = 0; i < Math.min(different, KEPT); i++) {
                if (last[i] == value) {
                    return true;
                }
            }
            return false;
        }
    }
}
