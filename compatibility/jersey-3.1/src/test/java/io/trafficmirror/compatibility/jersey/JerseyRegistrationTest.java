// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.jaxrs.RegistrationContract;
import io.trafficmirror.testkit.scenario.Raw;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import org.glassfish.jersey.server.ContainerRequest;
import org.junit.jupiter.api.Test;

/** How the feature comes into an application on Jersey. */
class JerseyRegistrationTest extends RegistrationContract {
    @Override
    protected RunningServer start(Application application) throws Exception {
        return new JerseyInServletContainerTest().start(application);
    }

    /** Jersey rewinds what it has buffered for each that reads it. */
    @Test
    void a_chosen_resource_reads_what_a_filter_has_had_jersey_buffer() throws Exception {
        Raw request = Raw.post("/app/marked/text", "abc", "Content-Type: text/plain");
        assertThat(given(request, Buffering.class)).isEqualTo("abc");
    }

    /** Has Jersey buffer the entity, and reads it. Stateless. */
    @PreMatching
    public static final class Buffering implements ContainerRequestFilter {
        /** For Jersey. */
        public Buffering() {}

        @Override
        public void filter(ContainerRequestContext request) throws IOException {
            assertThat(((ContainerRequest) request).bufferEntity()).isTrue();
            assertThat(request.getEntityStream().readAllBytes()).hasSize(3);
        }
    }
}
