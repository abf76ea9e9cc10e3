// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.sample.Fraction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Names of properties: overridden by the environment, misspelled, and somebody else's. */
class NamesTest {
    private static final String SHADOW = "http://127.0.0.1:9";
    private static final Map<String, Object> ORDERS = Map.of(
            "mirror.routes.orders.to", SHADOW,
            "mirror.routes.orders.percent", "10",
            "mirror.routes.orders.limits.max-queued", "7");

    private static MirrorSettings load(Map<String, Object> variables, Map<String, Object> properties) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        environment.getPropertySources().addLast(new MapPropertySource("application", properties));
        ConfigurationPropertySources.attach(environment);
        return new RouteLoader(environment, List.of(), "").load();
    }

    private static Fraction share(MirrorSettings settings) {
        return settings.routes()
                .get(0)
                .rules()
                .get(0)
                .mirrors()
                .get(0)
                .sampling()
                .fraction();
    }

    @Test
    void a_variable_of_the_environment_overrides_one_value() {
        MirrorSettings settings = load(
                Map.of("MIRROR_ROUTES_ORDERS_PERCENT", "5", "MIRROR_ROUTES_ORDERS_LIMITS_MAX_QUEUED", "8"), ORDERS);
        assertThat(settings.routes()).hasSize(1);
        assertThat(share(settings)).isEqualTo(Fraction.percent(5));
        assertThat(settings.routes()
                        .get(0)
                        .rules()
                        .get(0)
                        .mirrors()
                        .get(0)
                        .limits()
                        .maxQueued())
                .isEqualTo(8);
    }

    @Test
    void a_dot_in_the_name_of_a_condition_stays() {
        assertThat(conditions(load(
                        Map.of(),
                        Map.of("mirror.routes.orders.to", SHADOW, "mirror.routes.orders.query.filter.status", "open"))))
                .containsExactly("filter.status=open");
    }

    /** Two spellings of one name would be two conditions, which no request may meet. */
    @Test
    void a_variable_of_the_environment_overrides_the_value_of_a_condition() {
        assertThat(conditions(load(
                        Map.of("MIRROR_ROUTES_ORDERS_QUERY_TENANTID", "b"),
                        Map.of("mirror.routes.orders.to", SHADOW, "mirror.routes.orders.query.tenantId", "a"))))
                .containsExactly("tenantId=b");
        assertThat(conditions(load(
                        Map.of("MIRROR_ROUTES_ORDERS_QUERY_FILTER_STATUS", "b"),
                        Map.of("mirror.routes.orders.to", SHADOW, "mirror.routes.orders.query.filter.status", "a"))))
                .containsExactly("filter.status=b");
        assertThat(conditions(load(
                        Map.of("MIRROR_ROUTES_ORDERS_QUERY_TENANT_ID", "b"),
                        Map.of("mirror.routes.orders.to", SHADOW))))
                .containsExactly("tenant-id=b");
    }

    /** Without one of the two conditions the route would match more. */
    @Test
    void names_of_conditions_in_brackets_are_taken_to_the_letter() {
        assertThat(conditions(load(
                        Map.of("MIRROR_ROUTES_ORDERS_QUERY_FILTER", "c"),
                        Map.of(
                                "mirror.routes.orders.to", SHADOW,
                                "mirror.routes.orders.query[user_id]", "a",
                                "mirror.routes.orders.query[userid]", "b",
                                "mirror.routes.orders.query[filter]", "a"))))
                .containsExactlyInAnyOrder("user_id=a", "userid=b", "filter=c");
    }

    private static List<String> conditions(MirrorSettings settings) {
        return settings.routes().get(0).rules().get(0).matches().get(0).query().stream()
                .map(query -> query.name() + "=" + query.value())
                .toList();
    }

    /** It would be a share of 100 percent. */
    @Test
    void a_variable_of_the_environment_that_leaves_a_share_empty_is_refused() {
        assertThatThrownBy(() -> load(Map.of("MIRROR_ROUTES_ORDERS_PERCENT", ""), ORDERS))
                .isInstanceOf(MirrorSettingsException.class)
                .hasMessageContaining("mirror.routes.orders.percent")
                .hasMessageContaining("must be a number, was empty");
    }

    /** So Spring tells an empty list. */
    @Test
    void an_empty_list_of_exceptions_excepts_nothing() {
        assertThat(load(Map.of(), Map.of("mirror.routes.orders.to", SHADOW, "mirror.routes.orders.except", ""))
                        .routes()
                        .get(0)
                        .rules())
                .hasSize(1);
    }

    @Test
    void an_unknown_name_is_refused_and_the_nearest_one_is_named() {
        assertThatThrownBy(() -> load(Map.of(), Map.of("mirror.rutes.orders.to", "http://127.0.0.1:9")))
                .isInstanceOf(MirrorSettingsException.class)
                .hasMessageContaining("mirror.rutes.orders.to")
                .hasMessageContaining("is not known");
        assertThatThrownBy(() -> load(Map.of(), Map.of("mirror.limits.cpu-shar", "0.1")))
                .hasMessageContaining("is not known; is mirror.limits.cpu-share meant?");
        assertThatThrownBy(() -> load(Map.of(), Map.of("mirror.pause", "true")))
                .hasMessageContaining("is not known; is mirror.paused meant?");
    }

    @Test
    void every_spelling_that_spring_takes_is_known() {
        assertThat(load(
                                Map.of("MIRROR_LIMITS_CPUSHARE", "0.1", "MIRROR_INCLUDEMANAGEMENT", "true"),
                                Map.of(
                                        "mirror.limits.cpuShare",
                                        "0.1",
                                        "mirror.exclude[0]",
                                        "/a",
                                        "mirror.include_management",
                                        "true"))
                        .routes())
                .isEmpty();
    }

    /** Of services called mirror and mirror-routes. */
    @Test
    void what_kubernetes_puts_into_the_environment_ends_no_start() {
        MirrorSettings settings = load(
                Map.of(
                        "MIRROR_SERVICE_HOST", "10.0.0.1",
                        "MIRROR_PORT", "tcp://10.0.0.1:80",
                        "MIRROR_ROUTES_SERVICE_HOST", "10.0.0.1",
                        "MIRROR_ROUTES_SERVICE_PORT_HTTP", "80",
                        "MIRROR_ROUTES_PORT", "tcp://10.0.0.1:80",
                        "MIRROR_ROUTES_PORT_80_TCP_ADDR", "10.0.0.1"),
                ORDERS);
        assertThat(settings.routes()).hasSize(1);
        assertThat(share(settings)).isEqualTo(Fraction.percent(10));
    }
}
