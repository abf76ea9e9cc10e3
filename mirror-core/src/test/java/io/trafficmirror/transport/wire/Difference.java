// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import io.trafficmirror.transport.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All that our own sender and the JDK's client are known to read differently. The list is closed: what is not in it is a fault. */
enum Difference {
    FIELD_WITHOUT_NAME_OR_COLON("bad field name"),
    FOLDED_FIELD("a folded field line"),
    CONTROL_IN_HEAD("a control character in the head"),
    BARE_LINE_FEED("a line that does not end with CR LF"),
    STATUS_LINE("bad status line"),
    OTHER_CODING("a transfer coding other than chunked"),
    CODING_IN_OLD_HTTP("Transfer-Encoding in HTTP/1.0"),
    LENGTH_AND_CODING("both Content-Length and Transfer-Encoding"),
    TWO_LENGTHS("two different Content-Length"),
    CHUNK_SIZE("bad chunk size"),
    LENGTH_OF_INTERIM("Content-Length is not a number", "Content-Length out of range"),
    SWITCH_AFTER_INTERIM("a switch of protocols nobody asked for"),
    CUT_TRAILERS("the connection ended inside the trailers"),
    LONG_HEAD("a head of more than " + Limits.HEAD_BYTES + " bytes"),
    MANY_FIELDS("more than " + Limits.FIELDS + " fields"),
    LONG_EXTENSIONS("chunk extensions of more than " + Limits.EXTENSION_BYTES + " bytes"),
    /** The ends of chunks, and trailers: the JDK's client looks at them by assertions alone, of which one is wrong. */
    ASSERTED,
    /** A 204 that announces content it never has: the JDK's client gives up, ours takes it and closes the connection. */
    CONTENT_OF_204;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that nobody changes.
    private final List<String> stricter;

    /** {@code stricter}: how ours says why it takes for no answer what the JDK's client takes for one; none where that depends. */
    Difference(String... stricter) {
        this.stricter = List.of(stricter);
    }

    /** Whether ours is the stricter, always. */
    boolean isStricter() {
        return !stricter.isEmpty();
    }

    /** Which one it is, if it is one. */
    static Optional<Difference> of(Outcome ours, Outcome theirs) {
        if (ours instanceof Outcome.Failed failed) {
            if (failed.detail().endsWith("bad trailer") || failed.detail().startsWith("a chunk that does not end")) {
                return Optional.of(ASSERTED);
            }
            return theirs instanceof Outcome.Answered
                    ? Arrays.stream(values())
                            .filter(one -> one.stricter.contains(failed.detail()))
                            .findFirst()
                    : Optional.empty();
        }
        if (ours instanceof Outcome.Answered answered && theirs instanceof Outcome.Failed failed) {
            if (failed.detail().endsWith("AssertionError")) {
                return Optional.of(ASSERTED);
            }
            return answered.status() == 204 ? Optional.of(CONTENT_OF_204) : Optional.empty();
        }
        return Optional.empty();
    }
}
