// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.response;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFieldsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-served-by",
                "x-servedby",
                "x-node-id",
                "x-nodeid",
                "x-pod",
                "x-hostname",
                "x-backend-host",
                "x-request-id",
                "x-requestid",
                "request-id",
                "x-amz-request-id",
                "x-correlation-id",
                "x-correlationid",
                "x-b3-traceid",
                "traceparent",
                "x-cloud-trace-context",
                "x-app-version",
                "x-appversion",
                "server-timing",
                "x-response-time",
                "x-runtime",
                "x-envoy-upstream-service-time",
                "x-cache",
                "x-cache-hits",
                "cf-ray",
                "x-availability-zone",
                "x_server_name",
                "x-git-commit",
                "x-commit-sha",
                "x-release",
                "x-deployment-id",
                "x-machine",
                "x-worker-id",
                "x-datacenter"
            })
    void knows_what_a_server_says_of_itself(String name) {
        assertThat(ServerFields.contains(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-timezone",
                "x-time-zone",
                "x-user-timezone",
                "x-api-version",
                "x-conversion-rate",
                "x-cancellation-policy",
                "x-lifespan",
                "x-observed-at",
                "x-podcast-count",
                "x-sometimes",
                "x-white-list",
                "x-architecture",
                "x-total-count",
                "x-total-hits",
                "cdn-cache-control",
                "cache-tag",
                "odata-version",
                "x-resource-version",
                "x-release-date",
                "timing-allow-origin"
            })
    void knows_no_parts_of_other_words(String name) {
        assertThat(ServerFields.contains(name)).isFalse();
    }
}
