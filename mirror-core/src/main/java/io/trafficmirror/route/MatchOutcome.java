// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.route;

/**
 * What became of a match.
 *
 * @since 0.1.0
 */
public sealed interface MatchOutcome {
    /** The verdict in words, of one line. */
    String reason();

    /** It held and goes before all others that did. */
    record Won() implements MatchOutcome {
        @Override
        public String reason() {
            return "wins";
        }
    }

    /**
     * It held, and the winner goes before it.
     *
     * @param line the first line of the precedence that tells the two apart
     */
    record Lost(Precedence line) implements MatchOutcome {
        @Override
        public String reason() {
            return "loses: " + line.reason();
        }
    }

    /**
     * A condition did not hold; the first in the order of {@link Condition}.
     *
     * @param condition which kind
     * @param detail what was asked and what was found, of one line; may hold values of the request
     */
    record Failed(Condition condition, String detail) implements MatchOutcome {
        @Override
        public String reason() {
            return "does not match: " + detail;
        }
    }

    /** The kinds of condition, in the order in which they are looked at. */
    enum Condition {
        /** The hostnames of the route. */
        HOSTNAME,
        /** The path. */
        PATH,
        /** The method. */
        METHOD,
        /** A field. */
        HEADER,
        /** A query parameter. */
        QUERY
    }
}
