// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.experiment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How one place in responses is compared; the words are those of jd. Immutable.
 *
 * @param path such as {@code $.items[*].id}, {@code $.**.traceId}, {@code header.etag}, {@code status}
 * @param how what is said of it
 * @since 0.1.0
 */
public record PlaceRule(String path, How how) {
    private static final int LONGEST = 512;
    private static final int MOST_SHOWN = 60;

    private static final Pattern PATH =
            Pattern.compile("status|(\\$|header(?=\\.))(\\.[^.\\[]+|\\[\\*]|\\['([^'\\\\]|\\\\.)*'])*+");

    /** What is said of a place. */
    public sealed interface How {
        /** The same in words. */
        String text();

        /** It is not compared, with everything below. */
        record Ignore() implements How {
            @Override
            public String text() {
                return "not compared";
            }
        }

        /** Elements of the array have no order, and how often one stands there is of no meaning. */
        record AsSet() implements How {
            @Override
            public String text() {
                return "as a set";
            }
        }

        /** Elements of the array have no order. */
        record AsMultiset() implements How {
            @Override
            public String text() {
                return "as a multiset";
            }
        }

        /**
         * The objects of the array are recognised by these members.
         *
         * @param keys one or more names
         */
        record ByKeys(List<String> keys) implements How {
            /** Copies the list. */
            public ByKeys {
                keys = List.copyOf(keys);
                if (keys.isEmpty()) {
                    throw new IllegalArgumentException("setKeys: must name a member, there was none");
                }
            }

            @Override
            public String text() {
                return "as a list of objects that are recognised by " + String.join(", ", keys);
            }
        }

        /**
         * Numbers are equal within a distance.
         *
         * @param distance 0 or more
         */
        record Within(BigDecimal distance) implements How {
            /** Checks the range. */
            public Within {
                if (distance.signum() < 0) {
                    throw new IllegalArgumentException("precision: must be 0 or more, was " + distance);
                }
            }

            @Override
            public String text() {
                return "as numbers that may differ by " + distance;
            }
        }

        /** Values are equal if they have the same format. */
        record SameFormat() implements How {
            @Override
            public String text() {
                return "by its format";
            }
        }
    }

    /**
     * Checks the path.
     *
     * @throws IllegalArgumentException if it can't be read
     */
    public PlaceRule {
        Objects.requireNonNull(how, "how");
        if (path.length() > LONGEST || !PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "path: must be $, header.NAME or status, then .NAME, ['NAME'], [*], .* or .**, was " + shown(path));
        }
    }

    private static String shown(String path) {
        return path.length() > MOST_SHOWN ? path.substring(0, MOST_SHOWN) + "..." : path;
    }
}
