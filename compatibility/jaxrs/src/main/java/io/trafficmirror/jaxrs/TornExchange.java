// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.ParsedBody;
import io.trafficmirror.http.ResponseHead;

/**
 * A real exchange, of which the sinks are torn at a seam.
 *
 * @param real the exchange
 * @param seam where it throws
 */
record TornExchange(Exchange real, Seam seam) implements Exchange {
    @Override
    public boolean isNone() {
        return real.isNone();
    }

    @Override
    public boolean wantsRequestBody() {
        return real.wantsRequestBody();
    }

    @Override
    public BodySink requestBody() {
        return seam.at(RequestSink.class, real.requestBody());
    }

    @Override
    public boolean wantsParsedForm() {
        return real.wantsParsedForm();
    }

    @Override
    public boolean wantsParsedMultipart() {
        return real.wantsParsedMultipart();
    }

    @Override
    public void reconstructedBody(ParsedBody body) {
        real.reconstructedBody(body);
    }

    @Override
    public boolean wantsResponse() {
        return real.wantsResponse();
    }

    @Override
    public boolean wantsResponseBody() {
        return real.wantsResponseBody();
    }

    @Override
    public BodySink responseBody() {
        return seam.at(ResponseSink.class, real.responseBody());
    }

    @Override
    public void responseBodyMissed() {
        real.responseBodyMissed();
    }

    @Override
    public void template(String template) {
        real.template(template);
    }

    @Override
    public void end(ResponseHead response) {
        real.end(response);
    }

    @Override
    public void endWithoutResponse() {
        real.endWithoutResponse();
    }
}
