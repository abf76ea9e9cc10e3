// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map of a record, in memory: records are small. What is missing or of another type is refused by its name. Confined to one record. */
final class CborMap {
    private final Map<String, Object> members = new HashMap<>();

    private CborMap() {}

    /** The map at whose start the parser stands; it then stands at the end. */
    static CborMap read(JsonParser cbor) throws IOException {
        CborMap map = new CborMap();
        while (cbor.nextToken() != JsonToken.END_OBJECT) {
            String name = cbor.currentName();
            Object value = value(cbor, cbor.nextToken());
            if (value != null) {
                map.members.put(name, value);
            }
        }
        return map;
    }

    /** Null where it is of no type that records have. */
    private static @Nullable Object value(JsonParser cbor, @Nullable JsonToken token) throws IOException {
        if (token == JsonToken.START_OBJECT) {
            return read(cbor);
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            for (JsonToken next = cbor.nextToken(); next != JsonToken.END_ARRAY; next = cbor.nextToken()) {
                Object element = value(cbor, next);
                if (element != null) {
                    elements.add(element);
                }
            }
            return elements;
        }
        if (token == JsonToken.VALUE_STRING) {
            return cbor.getText();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return cbor.getLongValue();
        }
        if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
            return cbor.getBinaryValue();
        }
        if (token == JsonToken.VALUE_TRUE) {
            return true;
        }
        return token == JsonToken.VALUE_FALSE ? false : null;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    String text(String name) {
        return of(name, String.class, "a text");
    }

    long number(String name) {
        return of(name, Long.class, "a whole number");
    }

    int integer(String name) {
        long number = number(name);
        require(name, number == (int) number, "a number of 32 bits");
        return (int) number;
    }

    boolean flag(String name) {
        return of(name, Boolean.class, "true or false");
    }

    byte[] bytes(String name) {
        return of(name, byte[].class, "bytes");
    }

    CborMap map(String name) {
        return of(name, CborMap.class, "a map");
    }

    List<CborMap> maps(String name) {
        return all(name, CborMap.class, "a list of maps");
    }

    List<String> texts(String name) {
        return all(name, String.class, "a list of texts");
    }

    /** A word of a list, in lower case. */
    <E extends Enum<E>> E word(String name, Class<E> words) {
        String word = text(name);
        for (E constant : words.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("record: " + name + " must be a word that is known here, was " + word);
    }

    private <T> List<T> all(String name, Class<T> type, String wanted) {
        List<T> all = new ArrayList<>();
        for (Object element : of(name, List.class, wanted)) {
            require(name, type.isInstance(element), wanted);
            all.add(type.cast(element));
        }
        return all;
    }

    private <T> T of(String name, Class<T> type, String wanted) {
        Object value = members.get(name);
        if (value == null || !type.isInstance(value)) {
            throw new IllegalArgumentException("record: " + name + " must be " + wanted);
        }
        return type.cast(value);
    }

    void require(String name, boolean condition, String wanted) {
        if (!condition) {
            throw new IllegalArgumentException("record: " + name + " must be " + wanted);
        }
    }
}
