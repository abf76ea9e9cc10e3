// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.Locale;

/**
 * What became of a value between the primary and the other: the class of a change, not its two values. Those that noise looks like keep the
 * format of the value; a value that leaves its format is told apart from them, however often the path differs anyway.
 *
 * @since 0.1.0
 */
public enum Transition {
    /** None of the others. */
    OTHER("changed", false),
    /** A number with fewer, or more, decimal places, or with others at the end. */
    ROUNDED("rounded", false),
    /** A number times a power of ten, of 1024, or a unit of time. */
    SCALED("scaled by a constant", false),
    /** A number with the other sign. */
    NEGATED("sign changed", false),
    /** A time shifted by whole hours. */
    SHIFTED_HOURS("shifted by whole hours", false),
    /** Letters in another case. */
    CASE("letter case", false),
    /** White space at the ends, or a different amount of it. */
    TRIMMED("white space", false),
    /** Null here, absent there. */
    NULL_ABSENT("null/absent", false),
    /** Empty here, absent there. */
    EMPTY_ABSENT("empty/absent", false),
    /** Null here, empty there. */
    NULL_EMPTY("null/empty", false),
    /** Null here, a value there. */
    NULL_VALUE("null/value", false),
    /** A value here, an empty one there. */
    EMPTIED("value/empty", false),
    /** The same number or boolean, in quotes here and without there. */
    NUMBER_STRING("number/string", false),
    /** One is the beginning of the other. */
    TRUNCATED("truncated", false),
    /** The same parts in another order. */
    ORDER_ONLY("order only", true),
    /** The same value written in another way. */
    REFORMATTED("another format", false),
    /** The same text, escaped once more or once less. */
    ESCAPED("escaped", false),
    /** Characters that went through a wrong charset. */
    ENCODING_BROKEN("encoding broken", false),
    /** True here, false there. */
    FLIPPED("true/false", false),
    /** Content that is too large to be read, and has other bytes. */
    UNREAD("too large to read, other bytes", false),
    /** A value that has left its format: a UUID that is none any more. */
    FORMAT_LOST("format lost", false),
    /** One UUID here, another there. */
    ANOTHER_UUID("another uuid", true),
    /** One time here, another there that is near it, or both near now. */
    ANOTHER_TIME("another time", true),
    /** Texts of the same alphabet and length that look drawn by chance. */
    ANOTHER_TOKEN("another token", true),
    /** Integers that lie close together. */
    COUNTER("another count", true),
    /** Decimals with many places, of one sign and like size, such as how long something took. */
    MEASURE("another measure", true),
    /** A text in which only ids, times and counts are others. */
    ANOTHER_WITHIN("another id or time within", true),
    /** A URL that is the same but for its host: each service says its own. */
    ANOTHER_HOST("another host", true),
    /** Times, counts or measures that lie much farther apart than the control's do at this place. */
    FAR("farther apart than the control's", true),
    /** Ids that differ at elements or words of the place where the control's are those of the primary. */
    LONE("where the control has none", true),
    /** What each process says of itself, the same in all its responses: its name, or when it was started. */
    OWN("each process's own", true),
    /** A field of a header that no rule names, and that the primary did not send: what lies on the way adds such. */
    UNLISTED("unlisted field", true),
    /** More differences than are told apart: the whole is another. */
    MANY("many differences", false),
    /** Errors in a GraphQL response that had none. */
    GRAPHQL_ERRORS("graphql errors", false);

    private final String text;
    private final boolean keepsFormat;

    Transition(String text, boolean keepsFormat) {
        this.text = text;
        this.keepsFormat = keepsFormat;
    }

    /** The name as files see it. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As people see it. */
    public String text() {
        return text;
    }

    /** Whether the value stays what it was in kind, as noise does. */
    public boolean keepsFormat() {
        return keepsFormat;
    }

    /** Whether the values are ids, of which one is as good as another. */
    boolean isOfIds() {
        return this == ANOTHER_UUID || this == ANOTHER_TOKEN;
    }

    /** Whether two numbers or times that vary look like this now and then: 5 is an eighth of 40, and -2 has another sign than 3, by chance. */
    public boolean comesByChance() {
        return this == ROUNDED || this == SCALED || this == NEGATED || this == SHIFTED_HOURS;
    }
}
