// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jboss.resteasy.core.interception.jaxrs.PreMatchContainerRequestContext;
import org.jboss.resteasy.plugins.server.servlet.HttpServletInputMessage;
import org.junit.jupiter.api.Test;

/** A preprocessor of RESTEasy's runs before any filter, and may put another stream in the place of the body. */
class ReplacedBodyTest {
    private final HttpServletInputMessage http =
            new HttpServletInputMessage(null, null, null, null, null, null, "POST", null);

    @Test
    void what_stands_in_the_place_of_a_body_before_any_filter_stays_there() {
        InputStream decoded = new ByteArrayInputStream(new byte[] {1});
        http.setInputStream(decoded);
        prepare();
        assertThat(http.getInputStream()).isSameAs(decoded);
    }

    @Test
    void else_the_body_is_ours() {
        prepare();
        assertThat(http.getInputStream()).isInstanceOf(ResteasyInput.class);
    }

    private void prepare() {
        new ResteasyPlatform().prepare(new PreMatchContainerRequestContext(http, null, null));
    }
}
