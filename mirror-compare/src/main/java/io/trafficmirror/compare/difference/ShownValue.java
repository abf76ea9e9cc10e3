// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import io.trafficmirror.compare.document.Document;
import io.trafficmirror.compare.document.NodeKind;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What is shown of a value: what it is and how long, and the value itself only where its path was allowed. Immutable; ordered by its components.
 *
 * @param type {@code null}, {@code boolean}, {@code number}, {@code string}, {@code array} or {@code object}; {@code absent} where there is none, and
 *     {@code same} for that of the primary
 * @param format what a text looks like, such as {@code uuid} or {@code time}; {@code above the limit} of bytes that were not read to their end; empty
 *     for others
 * @param length UTF-16 units of a text, elements of an array, members of an object; 0 or more
 * @param text the beginning of the value, at most {@link #LONGEST} UTF-16 units; empty unless allowed
 * @since 0.1.0
 */
public record ShownValue(String type, String format, long length, Optional<String> text)
        implements Comparable<ShownValue> {
    /** The longest text that is shown. */
    public static final int LONGEST = 120;

    /** There is no value. */
    public static final ShownValue ABSENT = new ShownValue("absent", "", 0, Optional.empty());

    /** The value of the primary. */
    public static final ShownValue SAME = new ShownValue("same", "", 0, Optional.empty());

    private static final Comparator<ShownValue> ORDER = Comparator.comparing(ShownValue::type)
            .thenComparing(ShownValue::format)
            .thenComparingLong(ShownValue::length)
            .thenComparing(value -> value.text().orElse(""))
            .thenComparing(value -> value.text().isPresent());

    /** Refuses nulls, and what is longer than is shown. */
    public ShownValue {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(format, "format");
        if (length < 0) {
            throw new IllegalArgumentException("length: must be 0 or more, was " + length);
        }
        text = text.map(ShownValue::shown);
    }

    /** The beginning, without halves of characters, which no file could hold. */
    private static String shown(String value) {
        String begin = value.length() <= LONGEST ? value : value.substring(0, LONGEST);
        return Text.whole(begin);
    }

    /** A value of a document. */
    static ShownValue of(Document document, int node, boolean withText) {
        NodeKind kind = document.kind(node);
        String type = kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case ARRAY, OBJECT -> new ShownValue(type, "", document.count(node), Optional.empty());
            case NULL -> new ShownValue(type, "", 0, Optional.empty());
            case NUMBER, BOOLEAN -> new ShownValue(type, "", document.length(node), text(document, node, withText));
            case STRING ->
                new ShownValue(
                        type,
                        formatOf(document.text(node, LONGEST)),
                        document.length(node),
                        text(document, node, withText));
        };
    }

    private static Optional<String> text(Document document, int node, boolean withText) {
        return withText ? Optional.of(document.text(node, LONGEST)) : Optional.empty();
    }

    private static String formatOf(String text) {
        return ValueFormat.of(text).name().toLowerCase(Locale.ROOT);
    }

    /** A text that is in no document, such as the value of a field. */
    public static ShownValue ofText(String value, boolean withText) {
        return new ShownValue(
                "string",
                formatOf(value.length() <= LONGEST ? value : value.substring(0, LONGEST)),
                value.length(),
                withText ? Optional.of(value) : Optional.empty());
    }

    /** A number that is no secret, such as a status. */
    public static ShownValue ofNumber(long value) {
        String text = Long.toString(value);
        return new ShownValue("number", "", text.length(), Optional.of(text));
    }

    @Override
    public int compareTo(ShownValue other) {
        return ORDER.compare(this, other);
    }

    /** As people read it: {@code string, uuid, 36}, or the value where it may be shown. */
    @Override
    public String toString() {
        if (text.isPresent()) {
            return type.equals("string") ? '"' + text.get() + '"' : text.get();
        }
        StringBuilder said = new StringBuilder(type);
        if (!format.isEmpty()) {
            said.append(", ").append(format);
        }
        return length > 0 ? said.append(", length ").append(length).toString() : said.toString();
    }
}
