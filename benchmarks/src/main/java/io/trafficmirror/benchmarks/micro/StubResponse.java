// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.micro;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.List;

/** A response that is a success. What it does not expect fails. Immutable. */
final class StubResponse extends HttpServletResponseWrapper {
    StubResponse() {
        super(Unexpected.of(HttpServletResponse.class));
    }

    @Override
    public int getStatus() {
        return 200;
    }

    @Override
    public Collection<String> getHeaderNames() {
        return List.of();
    }

    @Override
    public boolean isCommitted() {
        return false;
    }
}
