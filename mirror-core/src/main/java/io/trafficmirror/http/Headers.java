// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The header fields of a message, in order, names compared without regard to case (RFC 9110 section 5.1).
 *
 * <p>Values are ISO-8859-1 strings: one char is one octet on the wire. Immutable.
 *
 * @since 0.1.0
 */
public final class Headers {
    private static final Headers EMPTY = new Headers(new String[0]);

    /** Name, value, name, value. Never handed out. */
    private final String[] pairs;

    private Headers(String[] pairs) {
        this.pairs = pairs;
    }

    /** No fields at all. */
    public static Headers empty() {
        return EMPTY;
    }

    /**
     * Fields from alternating names and values.
     *
     * @throws IllegalArgumentException if a value is missing
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("headers: must be names and values in turn, were "
                    + namesAndValues.length + " strings, the last of them a name without a value");
        }
        Builder builder = builder(namesAndValues.length / 2);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            builder.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /** Fields from names with their values, as the JDK's HTTP server and client have them; one line for each value. */
    public static Headers of(Map<String, ? extends List<String>> fields) {
        Builder builder = builder(fields.size());
        fields.forEach((name, values) -> values.forEach(value -> builder.add(name, value)));
        return builder.build();
    }

    /** A builder with room for the given number of fields; it grows. */
    public static Builder builder(int expectedFields) {
        return new Builder(expectedFields);
    }

    /** The number of field lines. */
    public int size() {
        return pairs.length / 2;
    }

    /** The name of line {@code i} as it was received, {@code 0 <= i < size()}. */
    public String name(int i) {
        return pairs[2 * i];
    }

    /** The value of line {@code i}, {@code 0 <= i < size()}. */
    public String value(int i) {
        return pairs[2 * i + 1];
    }

    /** Whether a line of this name is present. */
    public boolean contains(String name) {
        return indexOf(name, 0) >= 0;
    }

    /** The value of the first line of this name. */
    public Optional<String> first(String name) {
        int i = indexOf(name, 0);
        return i < 0 ? Optional.empty() : Optional.of(value(i));
    }

    /** The values of all lines of this name, in order; empty if there are none. */
    public List<String> all(String name) {
        int first = indexOf(name, 0);
        if (first < 0) {
            return List.of();
        }
        int next = indexOf(name, first + 1);
        if (next < 0) {
            return List.of(value(first));
        }
        List<String> values = new ArrayList<>();
        values.add(value(first));
        for (int i = next; i >= 0; i = indexOf(name, i + 1)) {
            values.add(value(i));
        }
        return List.copyOf(values);
    }

    /** The values of all lines of this name joined by {@code ", "} (RFC 9110 section 5.3); empty if there are none. */
    public Optional<String> joined(String name) {
        int first = indexOf(name, 0);
        if (first < 0) {
            return Optional.empty();
        }
        return Optional.of(indexOf(name, first + 1) < 0 ? value(first) : String.join(", ", all(name)));
    }

    /** The same with all lines of this name in the place of the first, as {@link HeadReader#delimiter} says; itself if one is all. */
    Headers joining(String name) {
        int first = indexOf(name, 0);
        if (first < 0 || indexOf(name, first + 1) < 0) {
            return this;
        }
        Builder joined = builder(size());
        for (int i = 0; i < size(); i++) {
            if (i == first) {
                joined.add(name(i), String.join(HeadReader.delimiter(name), all(name)));
            } else if (!name(i).equalsIgnoreCase(name)) {
                joined.add(name(i), value(i));
            }
        }
        return joined.build();
    }

    /** The index of the first line of this name at or after {@code from}, or -1. */
    public int indexOf(String name, int from) {
        for (int i = from; i < size(); i++) {
            if (name(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The octets that these fields take on the wire, separators and line ends included. */
    public long wireBytes() {
        long bytes = 0;
        for (String part : pairs) {
            bytes += part.length() + 2;
        }
        return bytes;
    }

    /**
     * The bytes of the heap that these fields take at most: strings, their characters, and what holds them. A field of one letter takes 6 on
     * the wire and 128 here, so this is what counts against a budget.
     */
    public long heapBytes() {
        long bytes = HeapBytes.object(1) + HeapBytes.references(pairs.length);
        for (String part : pairs) {
            bytes += HeapBytes.string(part);
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && Arrays.equals(pairs, that.pairs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pairs);
    }

    /** The field names only: values may be secrets. */
    @Override
    public String toString() {
        StringBuilder names = new StringBuilder("Headers[");
        for (int i = 0; i < size(); i++) {
            names.append(i == 0 ? "" : ", ").append(name(i));
        }
        return names.append(']').toString();
    }

    /** Collects fields in order. Confined to one thread. */
    public static final class Builder {
        private String[] pairs;
        private int length;

        private Builder(int expectedFields) {
            pairs = new String[Math.max(4, 2 * expectedFields)];
        }

        /** Appends a line. */
        public Builder add(String name, String value) {
            if (length == pairs.length) {
                pairs = Arrays.copyOf(pairs, pairs.length * 2);
            }
            pairs[length++] = Objects.requireNonNull(name, "header name");
            pairs[length++] = Objects.requireNonNull(value, "header value");
            return this;
        }

        /** Whether a line of this name is present. */
        public boolean contains(String name) {
            for (int i = 0; i < length; i += 2) {
                if (pairs[i].equalsIgnoreCase(name)) {
                    return true;
                }
            }
            return false;
        }

        /** Removes all lines of this name. */
        public Builder remove(String name) {
            int kept = 0;
            for (int i = 0; i < length; i += 2) {
                if (!pairs[i].equalsIgnoreCase(name)) {
                    pairs[kept++] = pairs[i];
                    pairs[kept++] = pairs[i + 1];
                }
            }
            length = kept;
            return this;
        }

        /** Puts one line in the place of all lines of this name; appends it if there are none. */
        public Builder set(String name, String value) {
            int at = -1;
            for (int i = 0; i < length && at < 0; i += 2) {
                at = pairs[i].equalsIgnoreCase(name) ? i : -1;
            }
            if (at < 0) {
                return add(name, value);
            }
            int kept = at + 2;
            for (int i = at + 2; i < length; i += 2) {
                if (!pairs[i].equalsIgnoreCase(name)) {
                    pairs[kept++] = pairs[i];
                    pairs[kept++] = pairs[i + 1];
                }
            }
            length = kept;
            pairs[at + 1] = Objects.requireNonNull(value, "header value");
            return this;
        }

        /** The fields collected so far; the builder may go on. */
        public Headers build() {
            return length == 0 ? EMPTY : new Headers(Arrays.copyOf(pairs, length));
        }
    }
}
