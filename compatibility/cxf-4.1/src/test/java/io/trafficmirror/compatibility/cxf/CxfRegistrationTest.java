// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.cxf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.jaxrs.RegistrationContract;
import io.trafficmirror.testkit.scenario.RunningServer;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import org.apache.cxf.io.CachedOutputStream;
import org.apache.cxf.io.DelegatingInputStream;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.junit.jupiter.api.Test;

/** How the feature comes into an application on CXF. */
class CxfRegistrationTest extends RegistrationContract {
    @Override
    protected RunningServer start(Application application) throws Exception {
        return new CxfInServletContainerTest().start(application);
    }

    /** CXF leaves services alone. */
    @Override
    protected boolean discovers() {
        return false;
    }

    @Test
    void a_part_of_what_cxf_itself_has_kept_is_never_a_whole_copy() throws Exception {
        isCopiedWholeOrNot("none", Kept.class);
    }

    /** Puts CXF's own buffer in the place of a body. */
    @PreMatching
    public static class Kept implements ContainerRequestFilter {
        /** For the runtime. */
        public Kept() {}

        @Override
        public void filter(ContainerRequestContext request) throws IOException {
            CachedOutputStream all = new CachedOutputStream();
            request.getEntityStream().transferTo(all);
            request.setEntityStream(all.getInputStream());
        }
    }

    @Test
    void a_part_of_what_cxf_keeps_behind_the_entrance_is_never_a_whole_copy() throws Exception {
        isCopiedWholeOrNot("none", KeptLater.class);
    }

    /** Has CXF keep the body, as it does in front of a one-way resource. */
    public static class KeptLater implements ContainerRequestFilter {
        /** For the runtime. */
        public KeptLater() {}

        @Override
        public void filter(ContainerRequestContext request) {
            PhaseInterceptorChain.getCurrentMessage()
                    .getContent(DelegatingInputStream.class)
                    .cacheInput();
        }
    }

    /** CXF starts no application with two objects of one class, whatever they are. */
    @Override
    @Test
    protected void of_two_features_of_one_mirror_the_first_counts() {
        assertThatThrownBy(this::selectedByTwo)
                .hasRootCauseInstanceOf(RuntimeException.class)
                .rootCause()
                .hasMessageContaining("More than one instance of the same singleton class");
    }
}
