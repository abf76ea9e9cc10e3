// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.report.CopyEnd;
import io.trafficmirror.report.CopyResult;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import java.nio.ByteBuffer;

/** Copies an exchange with its bodies, so that it stays valid after the observer's call. Stateless. */
final class ExchangeCopy {
    private ExchangeCopy() {}

    static ObservedExchange of(ObservedExchange exchange) {
        return new ObservedExchange(
                exchange.id(),
                exchange.request(),
                exchange.template(),
                copy(exchange.primary()),
                exchange.copies().stream().map(ExchangeCopy::copy).toList());
    }

    private static CopyResult copy(CopyResult copy) {
        return copy.end() instanceof CopyEnd.Answered answered
                ? new CopyResult(
                        copy.mirror(), copy.role(), copy.number(), new CopyEnd.Answered(copy(answered.response())))
                : copy;
    }

    private static Response copy(Response response) {
        HeldBody body = response.body();
        return body.state() == HeldBody.State.WHOLE
                ? new Response(response.head(), response.fieldsKept(), HeldBody.of(bytes(body)), response.timing())
                : response;
    }

    static byte[] bytes(HeldBody body) {
        byte[] all =
                new byte[body.buffers().stream().mapToInt(ByteBuffer::remaining).sum()];
        ByteBuffer into = ByteBuffer.wrap(all);
        body.buffers().forEach(into::put);
        return all;
    }
}
