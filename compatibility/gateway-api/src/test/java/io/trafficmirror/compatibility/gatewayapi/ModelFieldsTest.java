// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.gatewayapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeader;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPHeaderMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPPathModifier;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPQueryParamMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestMirrorFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRequestRedirectFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteMatch;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRetry;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteTimeouts;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPURLRewriteFilter;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields that our reader knows are those of fabric8's model of the API, and what is younger than that model. */
class ModelFieldsTest {
    static Stream<Arguments> objects() {
        return Stream.of(
                of("/spec", HTTPRouteSpec.class, "useDefaultGateways"),
                of("/spec/parentRefs/0", ParentReference.class),
                of("/spec/rules/0", HTTPRouteRule.class),
                of("/spec/rules/0/matches/0", HTTPRouteMatch.class),
                of("/spec/rules/0/matches/0/path", HTTPPathMatch.class),
                of("/spec/rules/0/matches/0/headers/0", HTTPHeaderMatch.class),
                of("/spec/rules/0/matches/0/queryParams/0", HTTPQueryParamMatch.class),
                of("/spec/rules/0/filters/0", HTTPRouteFilter.class, "cors", "externalAuth"),
                of("/spec/rules/0/filters/0/requestHeaderModifier", HTTPHeaderFilter.class),
                of("/spec/rules/0/filters/0/requestHeaderModifier/set/0", HTTPHeader.class),
                of("/spec/rules/0/filters/1/responseHeaderModifier", HTTPHeaderFilter.class),
                of("/spec/rules/0/filters/2/urlRewrite", HTTPURLRewriteFilter.class),
                of("/spec/rules/0/filters/2/urlRewrite/path", HTTPPathModifier.class),
                of("/spec/rules/0/filters/3/requestMirror", HTTPRequestMirrorFilter.class),
                of("/spec/rules/0/backendRefs/0", HTTPBackendRef.class),
                of("/spec/rules/0/timeouts", HTTPRouteTimeouts.class),
                of("/spec/rules/0/retry", HTTPRouteRetry.class),
                of("/spec/rules/1/filters/0/requestRedirect", HTTPRequestRedirectFilter.class));
    }

    private static Arguments of(String path, Class<?> model, String... younger) {
        return Arguments.of(path, model, Set.of(younger));
    }

    @Test
    void a_manifest_with_every_field_is_taken() {
        assertThat(Routes.errors(Routes.everything())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("objects")
    void our_fields_are_those_of_the_model(String path, Class<?> model, Set<String> younger) {
        Set<String> fields = new TreeSet<>(younger);
        for (Class<?> of = model; of != Object.class; of = of.getSuperclass()) {
            for (Field field : of.getDeclaredFields()) {
                JsonProperty name = field.getAnnotation(JsonProperty.class);
                if (name != null) {
                    fields.add(name.value());
                }
            }
        }
        assertThat(known(path)).isEqualTo(fields);
    }

    /** The names that the reader says are allowed when it finds one that is not. */
    private static Set<String> known(String path) {
        JsonNode manifest = Routes.everything();
        ((ObjectNode) manifest.at(path)).put("nobodyKnowsThis", 1);
        String error = Routes.errors(manifest).stream()
                .filter(e -> e.contains("nobodyKnowsThis: unknown field; allowed: "))
                .findFirst()
                .orElseThrow();
        return new TreeSet<>(
                Set.of(error.substring(error.indexOf("allowed: ") + 9).split(", ")));
    }
}
