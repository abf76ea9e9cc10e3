// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.Scenario;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Forms, which the runtime reads itself or leaves to a servlet container: scenarios b9 to b11. */
interface FormContract extends Scenarios {
    @Test
    @Scenario({"b10", "b11"})
    default void a_form_by_its_fields_is_copied() throws Exception {
        String form = "a=1&b=x%20y&a=2&c=%C3%A9";
        isCopiedAs(
                form,
                when(Raw.form(BASE + "/body/fields", form))
                        .answers("[1, 2] x y")
                        .copy());
    }

    @Test
    @Scenario({"b10", "b11"})
    default void a_form_as_a_whole_is_copied() throws Exception {
        String form = "a=1&b=%26%3D&a=&c=%25";
        isCopiedAs(form, when(Raw.form(BASE + "/body/form", form)).copy());
    }

    @Test
    @Scenario("b10")
    default void a_form_by_another_method_is_copied() throws Exception {
        byte[] form = "a=1&b=2".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        isCopiedAs(
                "a=1&b=2",
                when(Raw.withLength(
                                "PUT", BASE + "/body/form", form, "Content-Type: application/x-www-form-urlencoded"))
                        .copy());
    }

    @Test
    @Scenario("b10")
    default void fields_of_the_query_stay_there() throws Exception {
        RecordedRequest copy =
                when(Raw.form(BASE + "/body/fields?a=0&q=1", "a=1&b=2")).copy();
        assertThat(copy.target()).isEqualTo(BASE + "/body/fields?a=0&q=1");
        isCopiedAs("a=1&b=2", copy);
    }

    /** The bytes as they came; the same fields where the container has parsed them, and the copy says so. */
    private static void isCopiedAs(String form, RecordedRequest copy) {
        if (copy.header("X-Shadow-Body").isPresent()) {
            assertThat(Arrays.stream(copy.body().text().split("&")).sorted().map(field -> field.replace("+", "%20")))
                    .isEqualTo(Arrays.stream(form.split("&")).sorted().toList());
        } else {
            assertThat(copy.body().text()).isEqualTo(form);
        }
    }
}
