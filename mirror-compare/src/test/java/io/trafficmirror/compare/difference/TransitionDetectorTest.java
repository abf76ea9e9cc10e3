// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionDetectorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.345 | 12.35 | rounded",
                "12.345 | 12 | rounded",
                "12.5 | 12.51 | rounded",
                "1299 | 12.99 | scaled by a constant",
                "90 | 5400 | scaled by a constant",
                "5 | -5 | sign changed",
                "41 | 42 | another count",
                "41 | 42000.5 | changed",
                "true | false | true/false",
                "\"Open\" | \"OPEN\" | letter case",
                "\"a b\" | \" a  b \" | white space",
                "\"a long text\" | \"a long\" | truncated",
                "\"a long text\" | \"a lo…\" | truncated",
                "\"München\" | \"MÃ¼nchen\" | encoding broken",
                "\"München\" | \"M?nchen\" | encoding broken",
                "\"a & b\" | \"a &amp; b\" | escaped",
                "\"Zo\\u00eb\" | \"Zo&#235;\" | escaped",
                "\"Zo\\u00eb X\" | \"Zo\\\\u00eb X\" | escaped",
                "\"x,y,z\" | \"z,x,y\" | order only",
                "\"x\" | \"\" | value/empty",
                "\"ACTIVE\" | \"CLOSED\" | changed",
                "\"2026-11-29T10:00:00Z\" | \"2026-11-29T12:00:00Z\" | shifted by whole hours",
                "\"2026-11-29T10:00:00Z\" | \"2026-11-29T11:00:00+01:00\" | another format",
                "\"2026-11-29T12:00:00.123Z\" | \"2026-11-29T12:00:00.456Z\" | another time",
                "\"2026-11-29T13:00:00.1+01:00\" | \"2026-11-29T12:00:00.2+00:00\" | another format",
                "\"2026-11-29T13:00:00.1+01:00\" | \"2026-11-29T13:00:00.2+01:00\" | another time",
                "\"2026-11-29T12:00:00.123456Z\" | \"2026-11-29T12:00:00.123457Z\" | another time",
                "\"2026-11-29T12:00:00.123Z\" | \"2026-11-29T12:00:00.123000Z\" | another format",
                "1795953600123456 | 1795953600123457 | another time",
                "1.795953600123E9 | 1.7959536E9 | another time",
                "1.795953600123E9 | 1795953600.456 | another format",
                "1796E6 | 1796001E3 | another format",
                "5 | -2305843007417740352 | sign changed",
                "\"09:00:00\" | \"10:00:00\" | shifted by whole hours",
                "\"12:00:05\" | \"12:00:07.25\" | another time",
                "\"2001-01-01T12:00:00Z\" | \"2001-01-01T12:00:01Z\" | another time",
                "\"2001-01-01T12:00:00Z\" | \"2001-01-05T12:00:01Z\" | changed",
                "\"Sun, 29 Nov 2026 12:00:00 GMT\" | \"Sun, 29 Nov 2026 12:00:03 GMT\" | another time",
                "1795953600123 | 1795953600456 | another time",
                "\"0e3c1a52-4f31-4d6f-8b1e-2f6d6f0c8a11\" | \"9f1b7c1e-9f47-4d32-b0b4-0ff6a61f1a77\" | another uuid",
                "\"0e3c1a52-4f31-4d6f-8b1e-2f6d6f0c8a11\" | \"0E3C1A524F314D6F8B1E2F6D6F0C8A11\" | another format",
                "\"0e3c1a52-4f31-4d6f-8b1e-2f6d6f0c8a11\" | \"order-17\" | format lost",
                "\"0e3c1a52-4f31-4d6f-8b1e-2f6d6f0c8a11\" | 17 | format lost",
                "\"k3j2h1g9x8\" | \"p0o9i8u7y6\" | another token",
                "\"10.50\" | \"10.5\" | another format",
                "\"10\" | 10 | number/string",
                "\"2026-11-29T12:00:00Z\" | 1795953600000 | another format",
                "null | \"\" | null/empty",
                "null | 4 | null/value"
            })
    void names_what_became_of_a_value(String left, String right, String transition) {
        assertThat(Compared.plain().json("{\"v\":" + left + "}", "{\"v\":" + right + "}"))
                .singleElement()
                .asString()
                .endsWith(", " + transition);
    }
}
