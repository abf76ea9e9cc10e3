// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolSwitchTest {
    @ParameterizedTest(name = "Upgrade \"{0}\" beside Connection \"{1}\"")
    @CsvSource(
            delimiter = '|',
            value = {
                "websocket | Upgrade",
                "websocket | keep-alive, upgrade",
                "h2c, websocket | Upgrade",
                "WebSocket | UPGRADE",
                "something/1.0 | Upgrade"
            })
    void another_protocol_is_a_switch(String upgrade, String connection) {
        assertThat(isAsked("Upgrade", upgrade, "Connection", connection)).isTrue();
    }

    @ParameterizedTest(name = "Upgrade \"{0}\" beside Connection \"{1}\"")
    @CsvSource(
            delimiter = '|',
            value = {
                "h2c | Upgrade, HTTP2-Settings",
                "H2C | upgrade",
                "TLS/1.2 | Upgrade",
                "TLS/1.0, HTTP/1.1 | Upgrade",
                "h2,h2c | Upgrade",
                "'' | Upgrade",
                "websocket | keep-alive",
                "websocket | ''",
                "websocket | upgrades"
            })
    void an_offer_of_http_or_tls_or_one_without_effect_is_none(String upgrade, String connection) {
        assertThat(isAsked("Upgrade", upgrade, "Connection", connection)).isFalse();
        assertThat(isAsked("Upgrade", upgrade)).isFalse();
    }

    private static boolean isAsked(String... fields) {
        RequestHead head = new RequestHead("GET", "http", "a", "/", Headers.of(fields));
        return ProtocolSwitch.isAsked(head, RequestHead.reader());
    }
}
