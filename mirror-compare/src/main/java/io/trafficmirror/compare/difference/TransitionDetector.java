// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import io.trafficmirror.compare.document.Document;
import io.trafficmirror.compare.document.NodeKind;
import io.trafficmirror.compare.document.SubtreeHash;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Says what became of a value. Each look costs a bounded time, whatever the values are: of long texts only the beginning is taken. Confined to one
 * thread.
 */
final class TransitionDetector {
    /** Units of a text that are looked at. */
    private static final int LOOKED_AT = 8192;

    /** Signs of base 64 that part words else. */
    private static final String PARTING = "+/=";

    private ExchangeTime time = new ExchangeTime(0, 0);

    /** Draws other bits for the spots in each exchange, and the same ones for both copies of one. */
    private long salt;

    /** Sets the time of the exchange. */
    void at(ExchangeTime other) {
        time = other;
        salt = SubtreeHash.mix(other.nowMillis());
    }

    /** A member that one side has and the other has not. */
    Transition ofAbsence(Document document, int node) {
        if (document.kind(node) == NodeKind.NULL) {
            return Transition.NULL_ABSENT;
        }
        return isEmpty(document, node) ? Transition.EMPTY_ABSENT : Transition.OTHER;
    }

    /** Two values of different types. */
    Transition ofTypes(Document a, int i, Document b, int j) {
        boolean nullHere = a.kind(i) == NodeKind.NULL;
        boolean nullThere = b.kind(j) == NodeKind.NULL;
        if (nullHere || nullThere) {
            return isEmpty(nullHere ? b : a, nullHere ? j : i) ? Transition.NULL_EMPTY : Transition.NULL_VALUE;
        }
        if (isText(a.kind(i)) && isText(b.kind(j))) {
            String left = text(a, i);
            String right = text(b, j);
            boolean sameNumber = NumberTransitions.areEqual(left, right);
            if (left.equals(right) || sameNumber) {
                return Transition.NUMBER_STRING;
            }
            return timesOf(a, i, b, j, left, right);
        }
        return Transition.OTHER;
    }

    private Transition timesOf(Document a, int i, Document b, int j, String left, String right) {
        Optional<Transition> times = TimeTransitions.of(
                TimeTransitions.moment(left, a.kind(i) == NodeKind.NUMBER, time.nowMillis()),
                TimeTransitions.moment(right, b.kind(j) == NodeKind.NUMBER, time.nowMillis()),
                time.nowMillis());
        return times.filter(t -> t == Transition.REFORMATTED || t == Transition.SHIFTED_HOURS)
                .orElse(formatOf(a, i, left) == formatOf(b, j, right) ? Transition.OTHER : Transition.FORMAT_LOST);
    }

    private static ValueFormat formatOf(Document document, int node, String text) {
        return switch (document.kind(node)) {
            case NUMBER -> ValueFormat.NUMBER;
            case BOOLEAN -> ValueFormat.BOOLEAN;
            case STRING, NULL, ARRAY, OBJECT -> ValueFormat.of(text);
        };
    }

    /** Two values of one type, which is none of a container. */
    Transition ofValues(Document a, int i, Document b, int j) {
        return switch (a.kind(i)) {
            case NUMBER -> numbers(text(a, i), text(b, j));
            case STRING ->
                isEmpty(a, i) || isEmpty(b, j)
                        ? Transition.EMPTIED
                        : texts(text(a, i), text(b, j), isLong(a, i) || isLong(b, j));
            case BOOLEAN -> Transition.FLIPPED;
            case NULL, ARRAY, OBJECT -> Transition.OTHER;
        };
    }

    private Transition numbers(String left, String right) {
        Optional<Transition> times = TimeTransitions.of(
                TimeTransitions.moment(left, true, time.nowMillis()),
                TimeTransitions.moment(right, true, time.nowMillis()),
                time.nowMillis());
        return times.map(t -> formOf(t, left, right)).orElseGet(() -> NumberTransitions.of(left, right));
    }

    /** Another moment that is written in another way is not what noise looks like. */
    private static Transition formOf(Transition times, String left, String right) {
        return times == Transition.ANOTHER_TIME && !TimeTransitions.areWrittenAlike(left, right)
                ? Transition.REFORMATTED
                : times;
    }

    /** Two texts. */
    Transition ofTexts(String left, String right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Transition.EMPTIED;
        }
        boolean cut = left.length() > LOOKED_AT || right.length() > LOOKED_AT;
        return texts(
                left.substring(0, Math.min(LOOKED_AT, left.length())),
                right.substring(0, Math.min(LOOKED_AT, right.length())),
                cut);
    }

    private Transition texts(String left, String right, boolean cut) {
        ValueFormat here = ValueFormat.of(left);
        ValueFormat there = ValueFormat.of(right);
        if (here == ValueFormat.TIME && there == ValueFormat.TIME) {
            return TimeTransitions.of(Timestamp.ofText(left), Timestamp.ofText(right), time.nowMillis())
                    .map(t -> formOf(t, left, right))
                    .orElse(Transition.OTHER);
        }
        if (here == ValueFormat.NUMBER && there == ValueFormat.NUMBER && !cut) {
            return NumberTransitions.areEqual(left, right) ? Transition.REFORMATTED : numbers(left, right);
        }
        Optional<Transition> written = TextTransitions.of(left, right, cut);
        if (written.isPresent()) {
            return written.get();
        }
        if (here == ValueFormat.UUID && there == ValueFormat.UUID) {
            return ValueFormat.areUuidsWrittenAlike(left, right) ? Transition.ANOTHER_UUID : Transition.REFORMATTED;
        }
        if (here == ValueFormat.TOKEN && there == ValueFormat.TOKEN) {
            return ValueFormat.areAlikeTokens(left, right) ? Transition.ANOTHER_TOKEN : written(left, right, cut);
        }
        if (!cut && ValueFormat.mayBothBeTokens(left, here, right, there)) {
            return Transition.ANOTHER_TOKEN;
        }
        if (here == ValueFormat.URL && there == ValueFormat.URL && UrlTransitions.differByHostOnly(left, right)) {
            return cut ? Transition.OTHER : Transition.ANOTHER_HOST;
        }
        if (!cut && WordMatch.differByChanceOnly(left, right)) {
            return Transition.ANOTHER_WITHIN;
        }
        return here == there || isVague(here, there) ? Transition.OTHER : Transition.FORMAT_LOST;
    }

    private static Transition written(String left, String right, boolean cut) {
        return !cut && WordMatch.differByChanceOnly(left, right) ? Transition.ANOTHER_WITHIN : Transition.OTHER;
    }

    /** Of a token and a text nobody can say that one is none of the other. */
    private static boolean isVague(ValueFormat here, ValueFormat there) {
        return (here == ValueFormat.TEXT || here == ValueFormat.TOKEN)
                && (there == ValueFormat.TEXT || there == ValueFormat.TOKEN);
    }

    /**
     * What else is known of two values of one type, of which this became.
     *
     * @param values as {@link Detail} has them
     */
    Detail detail(Transition transition, Document a, int i, Document b, int j, long values) {
        if (transition == Transition.ANOTHER_WITHIN) {
            return within(text(a, i), text(b, j), i, values);
        }
        int distance =
                Distance.isMeasured(transition) ? Distance.of(transition, text(a, i), text(b, j), time) : Distance.NONE;
        boolean ids = transition.isOfIds()
                || (transition == Transition.COUNTER && NumberTransitions.areLongIds(text(a, i), text(b, j)));
        return new Detail(distance, Distance.NONE, ids ? spot(i, 0) : 0, values);
    }

    /** What else is known of two texts, of which this became. */
    Detail detail(Transition transition, String left, String right) {
        return transition == Transition.ANOTHER_WITHIN
                ? within(left, right, 0, 0)
                : Detail.ofDistance(Distance.of(transition, left, right, time));
    }

    /** Of the two times that lie farthest apart, and the two numbers, and of all words that are ids. */
    private Detail within(String left, String right, int node, long values) {
        boolean read = true;
        int most = Distance.NONE;
        int numbers = Distance.NONE;
        long spots = 0;
        for (WordMatch.Words words : WordMatch.differing(left, right)) {
            int distance = Distance.ofWord(words.left(), words.right(), time);
            read &= distance == Distance.READ;
            if (ValueFormat.of(words.left()) == ValueFormat.NUMBER) {
                numbers = Math.max(numbers, distance);
            } else {
                most = Math.max(most, Distance.lasting(distance));
            }
            spots |= words.areIds() ? spots(node, words) : 0;
        }
        return new Detail(read ? Distance.READ : most, numbers, spots, values);
    }

    /** Each part that differs has one of its own: what looks like an id of base 64 may be one behind a path, or before one. */
    private long spots(int node, WordMatch.Words words) {
        String left = words.left();
        String right = words.right();
        if (left.length() != right.length()) {
            return spot(node, words.at());
        }
        long spots = 0;
        int from = 0;
        for (int i = 0; i <= left.length(); i++) {
            if (i == left.length() || PARTING.indexOf(left.charAt(i)) >= 0) {
                spots |= left.regionMatches(from, right, from, i - from) ? 0 : spot(node, words.at() + from);
                from = i + 1;
            }
        }
        return spots == 0 ? spot(node, words.at()) : spots;
    }

    private long spot(int node, int word) {
        return 1L << (SubtreeHash.mix(salt + ((long) node << 32) + word) >>> 58);
    }

    /** Whether two values, of one type or not, have the same format. */
    boolean haveSameFormat(Document a, int i, Document b, int j) {
        if (!isText(a.kind(i)) || !isText(b.kind(j))) {
            return false;
        }
        return a.kind(i) == b.kind(j) && formatOf(a, i, text(a, i)) == formatOf(b, j, text(b, j));
    }

    /** A number that is the same for values of one type and format. */
    long hashOfFormat(Document document, int node) {
        if (!isText(document.kind(node))) {
            return document.exact(node);
        }
        return (document.kind(node).name() + formatOf(document, node, text(document, node))).hashCode();
    }

    /** Whether two numbers differ by no more than this. */
    boolean isWithin(Document a, int i, Document b, int j, BigDecimal distance) {
        return NumberTransitions.isWithin(text(a, i), text(b, j), distance);
    }

    private static boolean isText(NodeKind kind) {
        return kind == NodeKind.STRING || kind == NodeKind.NUMBER || kind == NodeKind.BOOLEAN;
    }

    private static boolean isEmpty(Document document, int node) {
        return switch (document.kind(node)) {
            case STRING -> document.length(node) == 0;
            case ARRAY, OBJECT -> document.count(node) == 0;
            case NULL, NUMBER, BOOLEAN -> false;
        };
    }

    private static boolean isLong(Document document, int node) {
        return document.length(node) > LOOKED_AT;
    }

    private static String text(Document document, int node) {
        return document.text(node, LOOKED_AT);
    }
}
