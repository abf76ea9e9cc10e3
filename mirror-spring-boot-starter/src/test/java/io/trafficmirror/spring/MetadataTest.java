// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Properties, their schemas and the metadata for editors say the same. */
class MetadataTest {
    private static String shipped() throws Exception {
        try (InputStream in = MetadataTest.class.getResourceAsStream("/" + Metadata.RESOURCE)) {
            assertThat(in).as(Metadata.RESOURCE).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_metadata_are_those_of_the_schemas() throws Exception {
        assertThat(shipped())
                .as("run Metadata.main in the module's directory, and commit what it writes")
                .isEqualTo(Metadata.json());
    }

    @Test
    void the_metadata_can_be_read_and_name_what_a_policy_can_say() throws Exception {
        JsonNode properties = new ObjectMapper().readTree(shipped()).get("properties");
        assertThat(properties.findValuesAsText("name"))
                .contains(
                        "mirror.enabled",
                        "mirror.limits.ramp-up",
                        "mirror.routes.*.percent",
                        "mirror.routes.*.control.to",
                        "mirror.routes.*.judgement.epsilon",
                        "mirror.routes.*.limits.max-queued",
                        "mirror.routes.*.comparison.rules")
                .doesNotHaveDuplicates();
    }

    @Test
    void the_schema_is_that_of_the_properties_that_are_bound() {
        Map<String, String> bound = new TreeMap<>();
        collect("", MirrorProperties.class, bound);
        Map<String, String> said = new TreeMap<>();
        GlobalSchema.load().properties().forEach((name, of) -> said.put(name, text(of.byDefault())));
        assertThat(said).isEqualTo(bound);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static void collect(String prefix, Class<?> type, Map<String, String> into) {
        Class<?>[] types = new Class<?>[type.getRecordComponents().length];
        for (int i = 0; i < types.length; i++) {
            types[i] = type.getRecordComponents()[i].getType();
        }
        for (int i = 0; i < types.length; i++) {
            RecordComponent component = type.getRecordComponents()[i];
            String name = prefix + RouteSchema.dashed(component.getName());
            if (component.getType().isRecord()) {
                collect(name + ".", component.getType(), into);
            } else {
                into.put(name, byDefault(type, types, i));
            }
        }
    }

    private static String byDefault(Class<?> type, Class<?>[] types, int i) {
        try {
            DefaultValue value =
                    type.getDeclaredConstructor(types).getParameters()[i].getAnnotation(DefaultValue.class);
            return value == null || value.value().length == 0 ? "" : value.value()[0];
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
