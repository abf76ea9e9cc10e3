// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is easily taken for equal, or for broken, in each format. */
class DocumentFormatsTest {
    private static List<String> differences(String type, String left, String right) {
        return Compared.plain().as(type, left, right);
    }

    @Test
    void members_of_one_name_have_an_order() {
        assertThat(differences("application/json", "{\"a\":1,\"a\":2}", "{\"a\":2,\"a\":1}"))
                .containsExactly("$.a value, another count");
        assertThat(differences("application/json", "{\"a\":1,\"b\":0,\"a\":2}", "{\"b\":0,\"a\":1,\"a\":2}"))
                .isEmpty();
        assertThat(differences("application/json", "[{\"x\":{\"a\":1,\"a\":2}}]", "[{\"x\":{\"a\":1,\"a\":1}}]"))
                .containsExactly("$[*].x.a value, another count");
        assertThat(differences("application/x-www-form-urlencoded", "a=1&b=2&a=3", "a=3&b=2&a=1"))
                .containsExactly("$.a value, another count");
    }

    @Test
    void members_in_another_order_are_equal_only_while_those_of_one_name_keep_theirs() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 3000; i++) {
            List<String> names = new ArrayList<>();
            List<Integer> values = new ArrayList<>();
            int kinds = 1 + random.nextInt(60);
            for (int n = 1 + random.nextInt(80); n > 0; n--) {
                names.add("n" + random.nextInt(kinds));
                values.add(names.size());
            }
            List<Integer> places = new ArrayList<>();
            for (int k = 0; k < names.size(); k++) {
                places.add(k);
            }
            Collections.shuffle(places, new java.util.Random(i));
            boolean keeps = true;
            for (int k = 0; k < places.size(); k++) {
                for (int l = k + 1; l < places.size(); l++) {
                    keeps &=
                            !names.get(places.get(k)).equals(names.get(places.get(l))) || places.get(k) < places.get(l);
                }
            }
            String left = object(names, values);
            String right = object(
                    places.stream().map(names::get).toList(),
                    places.stream().map(values::get).toList());
            assertThat(differences("application/json", left, right).isEmpty())
                    .as("%s and %s", left, right)
                    .isEqualTo(keeps);
        }
    }

    private static String object(List<String> names, List<Integer> values) {
        List<String> members = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            members.add("\"" + names.get(k) + "\":" + values.get(k));
        }
        return members.stream().collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void data_of_an_event_that_only_begins_like_json_is_text() {
        UnaryOperator<String> stream = value -> "data: {\"a\":" + value + "}\n\ndata: [DONE]\n\n";
        assertThat(differences("text/event-stream", stream.apply("1"), stream.apply("2")))
                .containsExactly("$[*].data.a value, another count");
        assertThat(differences("text/event-stream", "data: {\"a\":1}\n\n", "data: {\"a\":1\n\n"))
                .containsExactly("$[*].data type");
    }

    @Test
    void json_lines_are_read_by_whatever_name() {
        for (String type : List.of("application/ndjson", "application/jsonlines", "application/stream+json")) {
            assertThat(differences(type, "{\"a\":1}\n{\"b\":1}\n", "{\"a\":1}\n{\"b\":\"x\"}\n"))
                    .as(type)
                    .containsExactly("$[*].b type, format lost");
        }
    }

    @Test
    void values_of_a_json_sequence_are_read() {
        assertThat(differences(
                        "application/json-seq",
                        "\u001e{\"a\":1}\n\u001e{\"b\":1}\n",
                        "\u001e{\"a\":1}\n\u001e{\"b\":\"x\"}\n"))
                .containsExactly("$[*].b type, format lost");
    }

    @Test
    void a_namespace_counts_and_its_prefix_does_not() {
        assertThat(differences("text/xml", "<p:a xmlns:p='u'><p:b/></p:a>", "<a xmlns='u'><b/></a>"))
                .isEmpty();
        assertThat(differences("text/xml", "<p:a xmlns:p='u'><p:b/></p:a>", "<a xmlns='v'><b/></a>"))
                .containsExactly("$.a.@xmlns value, changed");
        assertThat(differences("text/xml", "<a xmlns='u'><b/></a>", "<a xmlns='u'><b xmlns=''/></a>"))
                .isNotEmpty();
    }

    @Test
    void a_namespace_of_an_attribute_counts_and_its_prefix_does_not() {
        String left = "<a xmlns:i='u'><b i:nil='true'/></a>";
        assertThat(differences("text/xml", left, "<a xmlns:j='u'><b j:nil='true'/></a>"))
                .isEmpty();
        assertThat(differences("text/xml", left, "<a><b nil='true'/></a>"))
                .containsExactly("$.a.content[*].b.@nil@xmlns missing");
    }

    @Test
    void attributes_of_one_name_are_told_apart_by_their_namespace_and_by_no_order() {
        String left = "<a xmlns:i='u' n='1' i:n='2'/>";
        assertThat(differences("text/xml", left, "<a xmlns:i='u' i:n='1' n='2'/>"))
                .isNotEmpty();
        assertThat(differences("text/xml", left, "<a xmlns:i='u' i:n='2' n='1'/>"))
                .isEmpty();
    }

    @Test
    void who_ignores_an_attribute_ignores_its_namespace_too() {
        String left = "<a xmlns:i='u'><b i:nil='true'/></a>";
        Compared compared = Compared.with("$.a.content[*].b.@nil", PathRule.IGNORE);
        assertThat(compared.as("text/xml", left, "<a><b/></a>")).isEmpty();
        assertThat(compared.as("text/xml", left, "<a xmlns='v'><b/></a>")).containsExactly("$.a.@xmlns extra");
    }

    @Test
    void a_comment_within_a_text_of_xml_does_not_part_it() {
        assertThat(differences("text/xml", "<a>x<!-- c -->y<b/>z</a>", "<a>x<![CDATA[y]]><b></b> z</a>"))
                .isEmpty();
        assertThat(differences("text/xml", "<a>xy<b/></a>", "<a>x<b/>y</a>")).isNotEmpty();
    }
}
