// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentComparerTest {
    private static List<String> differences(String left, String right) {
        return Compared.plain().json(left, right);
    }

    @Test
    void members_have_no_order() {
        assertThat(differences("{\"a\":1,\"b\":{\"c\":[1,2]}}", "{\"b\":{\"c\":[1,2]},\"a\":1}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1,1.0",
        "10,1e1",
        "0,-0.0",
        "1e400,10e399",
        "0,0e5",
        "0,-0",
        "120,1.20e2",
        "-0.001200,-12e-4",
        "100000000000000000000000,1e23",
        "999999999999999999,999999999999999999.0",
        "999999999999999999,9.99999999999999999e17",
        "9999999999999999990,999999999999999999e1",
        "123456789012345678901234567890,123456789012345678901234567890.000"
    })
    void numbers_are_equal_by_value(String left, String right) {
        assertThat(differences("[" + left + "]", "[" + right + "]")).isEmpty();
    }

    @Test
    void numbers_beyond_double_are_told_apart() {
        assertThat(differences("{\"n\":18446744073709551621}", "{\"n\":5}")).containsExactly("$.n value, changed");
        assertThat(differences("{\"n\":0.12345678901234567890123}", "{\"n\":0.12345678901234567890124}"))
                .containsExactly("$.n value, rounded");
    }

    /** These were equal under every key while the factor by which texts are hashed was a constant of the code. */
    @Test
    void texts_whose_changes_cancel_each_other_are_told_apart() {
        String left = "aaaaaaaa";
        String right = "aaa\u8061aae\u8061";
        assertThat(differences("{\"x\":\"" + left + "\"}", "{\"x\":\"" + right + "\"}"))
                .containsExactly("$.x value, changed");
        assertThat(differences("{\"" + left + "\":1}", "{\"" + right + "\":1}"))
                .containsExactlyInAnyOrder("$." + left + " missing", "$." + right + " extra");
    }

    @ParameterizedTest
    @CsvSource({
        "a,a\\u0000",
        "aaaa,aaaa\\u0000",
        "\\u0000,\\u0000\\u0000",
        "'',\\u0000",
        "abc,cba",
        "abcdefg,abcdegf",
        "\\ud800,\\ud801"
    })
    void texts_that_differ_at_their_end_are_told_apart(String left, String right) {
        assertThat(differences("[\"" + left + "\"]", "[\"" + right + "\"]")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "123456789012345678,1234567890123456780",
        "999999999999999999,-999999999999999999",
        "1,-1",
        "1,10",
        "1.5,15",
        "0.1,0.01",
        "100,1e3",
        "1234567890123456789,1234567890123456788",
        "1e99999999999999,1e99999999999998"
    })
    void numbers_of_the_same_digits_are_told_apart(String left, String right) {
        assertThat(differences("[" + left + "]", "[" + right + "]")).hasSize(1);
    }

    @Test
    void tells_missing_from_extra_and_from_null() {
        assertThat(differences("{\"a\":1,\"b\":null,\"c\":\"\"}", "{\"d\":[]}"))
                .containsExactlyInAnyOrder(
                        "$.a missing",
                        "$.b missing, null/absent",
                        "$.c missing, empty/absent",
                        "$.d extra, empty/absent");
    }

    @Test
    void a_type_is_no_value() {
        assertThat(differences("{\"a\":1,\"b\":{},\"c\":null}", "{\"a\":\"1\",\"b\":[],\"c\":7}"))
                .containsExactlyInAnyOrder("$.a type, number/string", "$.b type", "$.c type, null/value");
    }

    @Test
    void one_element_more_at_the_front_is_one_difference() {
        assertThat(differences("{\"items\":[1,2,3,4]}", "{\"items\":[0,1,2,3,4]}"))
                .containsExactly("$.items[*] extra");
        assertThat(differences("{\"items\":[1,2,3,4]}", "{\"items\":[2,3,4]}")).containsExactly("$.items[*] missing");
    }

    @Test
    void another_order_is_one_difference() {
        assertThat(differences("[{\"a\":1},{\"a\":2},{\"a\":3}]", "[{\"a\":3},{\"a\":1},{\"a\":2}]"))
                .containsExactly("$ order");
    }

    @Test
    void values_that_changed_in_their_places_are_no_other_order() {
        assertThat(differences("[7,1,7,2]", "[8,1,7,3]")).containsExactly("$[*] value, another count");
    }

    @Test
    void an_order_is_told_from_values_that_changed_beside_it() {
        assertThat(differences("[1,2,3,4,5,6,7,8,9]", "[1,2,30,4,5,6,8,7,9]"))
                .containsExactlyInAnyOrder("$ order", "$[*] value, scaled by a constant");
    }

    @Test
    void a_repeated_value_in_another_place_is_another_order() {
        assertThat(differences("[1,1,2,1,3]", "[1,2,1,1,3]")).containsExactly("$ order");
        assertThat(differences("[1,1,2,1,3]", "[1,2,2,1,3]")).containsExactly("$[*] value, another count");
    }

    @Test
    void an_order_deep_within_is_found_there() {
        assertThat(differences("[{\"a\":[1,2]},{\"a\":[3]}]", "[{\"a\":[2,1]},{\"a\":[3]}]"))
                .containsExactly("$[*].a order");
    }

    @Test
    void an_order_deep_within_hides_neither_that_of_the_elements_nor_one_more_of_them() {
        assertThat(differences("[{\"a\":[1,2]},{\"a\":[3,4]}]", "[{\"a\":[4,3]},{\"a\":[2,1]}]"))
                .containsExactlyInAnyOrder("$ order", "$[*].a order");
        assertThat(differences("[{\"a\":[1,2]}]", "[{\"a\":[2,1]},{\"a\":[3]}]"))
                .containsExactlyInAnyOrder("$[*] extra", "$[*].a order");
    }

    @Test
    void a_changed_element_is_looked_into_where_it_stands() {
        assertThat(differences(
                        "{\"items\":[{\"id\":1,\"price\":10.25},{\"id\":2,\"price\":7.5}]}",
                        "{\"items\":[{\"id\":1,\"price\":10.3},{\"id\":2,\"price\":7.5}]}"))
                .containsExactly("$.items[*].price value, rounded");
    }

    @Test
    void arrays_with_nothing_in_common_differ_in_length() {
        assertThat(differences("[1,2]", "[10]")).contains("$ length");
    }

    @Test
    void a_rule_takes_the_order_or_the_repetition_from_an_array() {
        assertThat(Compared.with("$.a", PathRule.multiset()).json("{\"a\":[1,2,2]}", "{\"a\":[2,1,2]}"))
                .isEmpty();
        assertThat(Compared.with("$.a", PathRule.multiset()).json("{\"a\":[1,2,2]}", "{\"a\":[2,1]}"))
                .containsExactly("$.a[*] missing");
        assertThat(Compared.with("$.a", PathRule.set()).json("{\"a\":[1,2,2]}", "{\"a\":[2,1]}"))
                .isEmpty();
        assertThat(Compared.with("$.a", PathRule.set()).json("{\"a\":[1,2]}", "{\"a\":[2,3]}"))
                .containsExactlyInAnyOrder("$.a[*] missing", "$.a[*] extra");
    }

    @Test
    void a_rule_recognises_objects_by_a_key() {
        Compared compared = Compared.with("$", PathRule.keys("id"));
        assertThat(compared.json(
                        "[{\"id\":1,\"v\":\"a\"},{\"id\":2,\"v\":\"b\"}]",
                        "[{\"id\":2,\"v\":\"b\"},{\"id\":1,\"v\":\"A\"}]"))
                .containsExactly("$[*].v value, letter case");
        assertThat(compared.json("[{\"id\":1},{\"id\":2}]", "[{\"id\":2},{\"id\":3}]"))
                .containsExactlyInAnyOrder("$[*] missing", "$[*] extra");
    }

    @Test
    void a_rule_ignores_what_lies_below() {
        assertThat(Compared.with("$.meta", PathRule.IGNORE)
                        .json("{\"meta\":{\"t\":1},\"a\":1}", "{\"meta\":{\"t\":2,\"x\":3},\"a\":2}"))
                .containsExactly("$.a value, another count");
        assertThat(Compared.with("$.**.t", PathRule.IGNORE)
                        .json("{\"a\":[{\"t\":1}],\"t\":4}", "{\"a\":[{\"t\":2}],\"t\":5}"))
                .isEmpty();
    }

    @Test
    void a_rule_allows_a_distance_or_demands_a_format_only() {
        assertThat(Compared.with("$.p", PathRule.precision(new BigDecimal("0.01")))
                        .json("{\"p\":1.005}", "{\"p\":1.01}"))
                .isEmpty();
        assertThat(Compared.with("$.p", PathRule.precision(new BigDecimal("0.01")))
                        .json("{\"p\":1.005}", "{\"p\":1.02}"))
                .containsExactly("$.p value, changed");
        Compared format = Compared.with("$.id", PathRule.format());
        assertThat(format.json(
                        "{\"id\":\"0e3c1a52-4f31-4d6f-8b1e-2f6d6f0c8a11\"}",
                        "{\"id\":\"9f1b7c1e-9f47-4d32-b0b4-0ff6a61f1a77\"}"))
                .isEmpty();
        assertThat(format.json("{\"id\":\"0e3c1a52-4f31-4d6f-8b1e-2f6d6f0c8a11\"}", "{\"id\":17}"))
                .containsExactly("$.id type, format lost");
    }

    @Test
    void names_collapse_once_an_object_has_shown_many() {
        Compared compared = Compared.plain();
        List<String> last = List.of();
        for (int i = 0; i < 100; i++) {
            last = compared.json("{\"prices\":{\"sku-" + i + "\":1.5}}", "{\"prices\":{\"sku-" + i + "\":2.25}}");
        }
        assertThat(last).containsExactly("$.prices.* value, changed");
    }

    @Test
    void odd_names_round_trip() {
        Compared compared = Compared.plain();
        String name = "a.b['*']\\\\x";
        String path = compared.json("{\"" + name + "\":true}", "{\"" + name + "\":false}")
                .get(0);
        String pattern = path.substring(0, path.indexOf(" value"));
        assertThat(Compared.with(pattern, PathRule.IGNORE).json("{\"" + name + "\":true}", "{\"" + name + "\":false}"))
                .isEmpty();
        assertThat(Compared.with("$.*", PathRule.IGNORE).json("{\"*\":1}", "{\"*\":9999}"))
                .isEmpty();
        assertThat(compared.json("{\"*\":1}", "{\"*\":9999}")).containsExactly("$['*'] value, changed");
    }

    @Test
    void an_element_that_moved_past_others_that_stand_still_is_found() {
        assertThat(differences("[{\"a\":[1,2]},10,20,\"x\"]", "[\"y\",10,20,{\"a\":[2,1]}]"))
                .containsExactlyInAnyOrder("$ order", "$[*].a order", "$[*] value, changed");
    }

    @Test
    void an_order_deep_within_one_element_does_not_hide_that_it_stands_elsewhere() {
        assertThat(differences("[{\"a\":[1,2]},{\"b\":3}]", "[{\"b\":3},{\"a\":[2,1]}]"))
                .containsExactlyInAnyOrder("$ order", "$[*].a order");
        assertThat(differences("[{\"a\":[1,2]},{\"a\":[3,4]},{\"b\":3}]", "[{\"b\":3},{\"a\":[2,1]},{\"a\":[4,3]}]"))
                .containsExactlyInAnyOrder("$ order", "$[*].a order");
    }

    @Test
    void one_odd_name_hides_no_other() {
        assertThat(differences("{\"name\":\"x\",\"x-odd\":1}", "{\"name\":\"y\",\"x-odd\":1}"))
                .containsExactly("$.name value, changed");
    }

    @Test
    void a_name_that_stands_twice_is_compared_twice() {
        assertThat(differences("{\"a\":1,\"a\":2}", "{\"a\":1,\"a\":3000}")).containsExactly("$.a value, changed");
        assertThat(differences("{\"a\":1,\"a\":2}", "{\"a\":2}")).contains("$.a missing");
    }

    @Test
    void more_differences_than_can_be_told_apart_are_one() {
        String left = IntStream.range(0, 60)
                .mapToObj(i -> "\"k" + i + "\":{\"a\":1,\"b\":2,\"c\":3}")
                .collect(Collectors.joining(",", "{", "}"));
        String right = left.replace(":1", ":[]").replace(":2", ":[]").replace(":3", ":[]");
        assertThat(differences(left, right)).containsExactly("$ value, many differences");
    }

    @Test
    void depth_is_no_recursion() {
        String left = "[".repeat(199) + "1" + "]".repeat(199);
        assertThat(differences(left, left.replace('1', '2'))).hasSize(1);
    }
}
