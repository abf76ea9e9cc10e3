// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import org.apache.cxf.interceptor.OutgoingChainInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Ends an exchange that has not ended, in the chain of one request. Two of them: one in front, that CXF passes again when it unwinds
 * the chain after an exception, and one behind all others, where a response that went wrong has been dealt with. A chain that waits
 * for an asynchronous response comes to neither before that. Safe for concurrent use.
 */
final class CxfEnd extends AbstractPhaseInterceptor<Message> {
    private final RestExchange live;

    private CxfEnd(RestExchange live, String phase) {
        super(phase, true);
        this.live = live;
    }

    static CxfEnd ofUnwinding(RestExchange live) {
        return new CxfEnd(live, Phase.RECEIVE);
    }

    static CxfEnd behindAll(RestExchange live) {
        CxfEnd end = new CxfEnd(live, Phase.POST_INVOKE);
        end.addAfter(OutgoingChainInterceptor.class.getName());
        return end;
    }

    /** Only the one behind all others comes by here, for the one in front is put where the chain has been already. */
    @Override
    public void handleMessage(Message message) {
        live.end();
    }

    @Override
    public void handleFault(Message message) {
        live.end();
    }
}
