// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several cookies is the key. */
class CookieTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user=a | a",
                "x=1; user=a; user=b | a",
                "x=1;user=a | a",
                " user=a ; x=2 | a",
                "xuser=b; user=a | a",
                "USER=b; user=a | a",
                "user=\"a\" | \"a\"",
                "user=a=b | a=b",
                "user=a,x=1 | a",
                "x=1,user=a | a",
                "x=1, user=a | a",
                "user=a,b | a,b",
                "user | ",
                "user; x | ",
                "x=user=a | ",
                ";;;=; , | ",
                "user= | "
            })
    void the_first_cookie_of_the_name_counts(String cookies, String value) {
        int start = CookieText.valueStart(cookies, "user");
        String found = start < 0 ? "" : cookies.substring(start, CookieText.valueEnd(cookies, start));

        assertThat(found).isEqualTo(value == null ? "" : value);
    }
}
