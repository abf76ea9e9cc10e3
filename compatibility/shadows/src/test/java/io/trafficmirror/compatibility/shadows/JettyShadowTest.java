// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.shadows;

import io.trafficmirror.testkit.http.TestTls;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;

class JettyShadowTest extends RealShadowContract {
    @Override
    RunningShadow start(boolean tls, Path directory) throws Exception {
        return new RestartableShadow((port, reply) -> start(tls, port, reply));
    }

    private static RestartableShadow.Started start(boolean tls, int port, Reply reply) throws Exception {
        Server server = new Server();
        ServerConnector connector = tls
                ? new ServerConnector(server, ssl(), new HttpConnectionFactory())
                : new ServerConnector(server, new HttpConnectionFactory());
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new Replying(reply));
        server.start();
        return new RestartableShadow.Started(connector.getLocalPort(), server::stop);
    }

    static SslContextFactory.Server ssl() {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setSslContext(TestTls.server());
        ssl.setSniRequired(false);
        return ssl;
    }

    /** Reads the request and replies. */
    static final class Replying extends Handler.Abstract {
        private final Reply reply;

        Replying(Reply reply) {
            this.reply = reply;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            long bytes = Content.Source.asInputStream(request).readAllBytes().length;
            String id = request.getHeaders().get("X-Id");
            reply.delivered(id);
            String path = Request.getPathInContext(request);
            byte[] content = Reply.content(path);
            response.setStatus(Reply.status(path));
            response.getHeaders().put("X-Id", id);
            response.getHeaders().put("X-Bytes", bytes);
            if (content.length > 0) {
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
            }
            response.write(true, ByteBuffer.wrap(content), callback);
            return true;
        }
    }
}
