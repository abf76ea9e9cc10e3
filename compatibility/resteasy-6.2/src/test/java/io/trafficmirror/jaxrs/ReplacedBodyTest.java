// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.adapter.Decisions;
import io.trafficmirror.adapter.MirrorEntry;
import io.trafficmirror.adapter.TappedInput;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.HeadReader;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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

    @Test
    void it_stays_there_as_well_where_the_entrance_is_in_front_of_all_filters() throws IOException {
        http.setInputStream(new ByteArrayInputStream(new byte[] {7}));
        tee(false);
        assertThat(http.getInputStream().read()).isEqualTo(7);
    }

    /** One that is opened too early keeps the container from parsing a form. */
    @Test
    void where_no_preparation_was_had_the_containers_stream_is_not_opened() {
        tee(true);
        assertThat(http.getInputStream()).isInstanceOf(TappedInput.class);
    }

    private void tee(boolean changed) {
        ContainerRequestContext request = new PreMatchContainerRequestContext(http, null, null);
        new ResteasyPlatform().tee(request, new RequestBody(Exchange.NONE, new NoEntry(), null), changed);
    }

    private static final class NoEntry implements MirrorEntry {
        @Override
        public <R> Exchange observe(R request, HeadReader<R> reader) {
            return Exchange.NONE;
        }

        @Override
        public Decisions decisions() {
            return new Decisions();
        }

        @Override
        public void fault(Throwable fault) {
            throw new AssertionError(fault);
        }
    }

    private void prepare() {
        new ResteasyPlatform().prepare(new PreMatchContainerRequestContext(http, null, null));
    }
}
