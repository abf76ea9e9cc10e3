// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import io.trafficmirror.testkit.http.TestTls;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;

class UndertowShadowTest extends RealShadowContract {
    private static final HttpString ID = new HttpString("X-Id");

    @Override
    RunningShadow start(boolean tls, Path directory) throws Exception {
        return new RestartableShadow((port, reply) -> start(tls, port, reply));
    }

    private static RestartableShadow.Started start(boolean tls, int port, Reply reply) {
        Undertow.Builder builder = Undertow.builder();
        if (tls) {
            builder.addHttpsListener(port, "127.0.0.1", TestTls.server());
        } else {
            builder.addHttpListener(port, "127.0.0.1");
        }
        Undertow server = builder.setHandler(new BlockingHandler(exchange -> reply(exchange, reply)))
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return new RestartableShadow.Started(address.getPort(), server::stop);
    }

    private static void reply(HttpServerExchange exchange, Reply reply) throws IOException {
        long bytes = exchange.getInputStream().readAllBytes().length;
        String id = exchange.getRequestHeaders().getFirst(ID);
        reply.delivered(id);
        byte[] content = Reply.content(exchange.getRequestPath());
        exchange.setStatusCode(Reply.status(exchange.getRequestPath()));
        exchange.getResponseHeaders().put(ID, id);
        exchange.getResponseHeaders().put(new HttpString("X-Bytes"), bytes);
        if (content.length > 0) {
            exchange.setResponseContentLength(content.length);
            exchange.getOutputStream().write(content);
        }
    }
}
