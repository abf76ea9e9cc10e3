// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {
    @ParameterizedTest
    @CsvSource({
        "/orders/7, /orders/7",
        "/orders?currency=EUR&page=2#top, /orders?currency=EUR&page=2#top",
        "/orders?token=abc&x, /orders?token=-&x",
        "/orders?code=abc, /orders?code=-",
        "/users/bob@example.com, /users/-",
        "/users/bob%40example.com, /users/-",
        "/orders;jsessionid=abc;page=2/7, /orders;jsessionid=-;page=2/7",
        "/cb#access_token=abc&page=2, /cb#access_token=-&page=2",
        "/cb?a=1#token=abc?token=abc, /cb?a=1#token=-?token=-",
        "/eyJhbGciOiJIUzI1NiJ9.e30.x, /-",
        "/0123456789012345678901234567890123456789, /-",
        "'', ''",
        "?, ?",
        "//, //"
    })
    void secrets_of_a_target_are_replaced_and_nothing_else(String target, String shown) {
        assertThat(SecretText.target(target, secret -> "-")).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer eyJhbGciOiJIUzI1NiJ9",
                "write to bob@example.com",
                "two\nlines bob@example.com",
                "key 0123456789012345678901234567890123456789 here"
            })
    void words_of_a_text_that_look_like_secrets_are_found(String text) {
        assertThat(SecretText.looksSecret(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "an ordinary text",
                "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
                "https://example.com/images/of/products/in/many/folders/7.png",
                "\"0123456789012345678901234567890123456789\""
            })
    void ordinary_texts_ids_and_links_are_left(String text) {
        assertThat(SecretText.looksSecret(text)).isFalse();
    }
}
