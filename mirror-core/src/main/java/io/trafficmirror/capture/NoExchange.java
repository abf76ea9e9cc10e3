// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import io.trafficmirror.http.ResponseHead;

/** {@link Exchange#NONE}. Immutable. */
record NoExchange() implements Exchange {
    @Override
    public boolean isNone() {
        return true;
    }

    @Override
    public boolean wantsRequestBody() {
        return false;
    }

    @Override
    public BodySink requestBody() {
        return BodySink.NONE;
    }

    @Override
    public boolean wantsParsedForm() {
        return false;
    }

    @Override
    public boolean wantsParsedMultipart() {
        return false;
    }

    @Override
    public void reconstructedBody(ParsedBody parsed) {}

    @Override
    public boolean wantsResponse() {
        return false;
    }

    @Override
    public boolean wantsResponseBody() {
        return false;
    }

    @Override
    public BodySink responseBody() {
        return BodySink.NONE;
    }

    @Override
    public void responseBodyMissed() {}

    @Override
    public void template(String template) {}

    @Override
    public void end(ResponseHead response) {}

    @Override
    public void endWithoutResponse() {}
}
