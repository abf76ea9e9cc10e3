// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import org.junit.jupiter.api.Test;

/** The zone of an address is for this machine: the client must look it up, and not say it. */
class RequestFactoryTest {
    private static final Target ZONED = Target.parse("http://[fe80::1%25Eth0]:8080");

    private static ShadowRequest get(Target target) {
        return new ShadowRequest(target, "GET", "/x", target.authority(), Headers.empty(), Body.NONE);
    }

    @Test
    void a_zone_that_the_client_would_say_in_host_is_unsendable() {
        assertThatThrownBy(() -> new RequestFactory(new RestrictedHeaders(false)).build(get(ZONED)))
                .isInstanceOf(UnsendableException.class)
                .hasMessageContaining("Host can't be set");
    }

    @Test
    void a_target_without_a_zone_needs_no_host() throws Exception {
        assertThat(new RequestFactory(new RestrictedHeaders(false))
                        .build(get(Target.parse("http://[fe80::1]")))
                        .build()
                        .uri())
                .hasToString("http://[fe80::1]:80/x");
    }
}
