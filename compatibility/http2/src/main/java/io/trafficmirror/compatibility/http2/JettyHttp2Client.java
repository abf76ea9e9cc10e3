// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.http2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.scenario.Http2Answer;
import io.trafficmirror.testkit.scenario.Http2Client;
import io.trafficmirror.testkit.scenario.Http2Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.PingFrame;
import org.eclipse.jetty.util.Callback;

/** Jetty's client, frame by frame; started for each request, so that nothing is left to stop. Safe for concurrent use. */
public final class JettyHttp2Client implements Http2Client {
    private static final long PATIENCE_SECONDS = 60;

    /** A client. */
    public JettyHttp2Client() {}

    @Override
    public Http2Answer ask(int port, Http2Request request, Runnable onData) throws Exception {
        HTTP2Client client = new HTTP2Client();
        client.start();
        try {
            return ask(client, port, request, new AnswerListener(onData));
        } finally {
            client.stop();
        }
    }

    private static Http2Answer ask(HTTP2Client client, int port, Http2Request request, AnswerListener answer)
            throws Exception {
        Session session = client.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), whenAnswered(request.onTaken()))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        boolean more = !request.data().isEmpty();
        Stream stream = session.newStream(new HeadersFrame(head(request), null, !more), answer)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        try {
            if (more) {
                send(stream, request);
                session.ping(new PingFrame(false), Callback.NOOP);
            }
        } catch (ExecutionException e) {
            // A server may answer, and reset the stream, before it has got all; what it answered counts.
        }
        return answer.get(PATIENCE_SECONDS);
    }

    /** A server takes frames in their order: one that answers a PING has what came before it (RFC 9113 section 6.7). */
    private static Session.Listener whenAnswered(Runnable told) {
        return new Session.Listener() {
            @Override
            public void onPing(Session session, PingFrame frame) {
                if (frame.isReply()) {
                    told.run();
                }
            }
        };
    }

    private static MetaData.Request head(Http2Request request) {
        HttpURI uri = HttpURI.from("http://shop.example" + request.target());
        return new MetaData.Request(request.method(), uri, HttpVersion.HTTP_2, fields(request.fields()));
    }

    private static void send(Stream stream, Http2Request request) throws Exception {
        boolean trailed = !request.trailers().isEmpty();
        for (Iterator<String> data = request.data().iterator(); data.hasNext(); ) {
            ByteBuffer bytes = ByteBuffer.wrap(data.next().getBytes(UTF_8));
            stream.data(new DataFrame(stream.getId(), bytes, !trailed && !data.hasNext()))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        if (trailed) {
            MetaData trailers = new MetaData(HttpVersion.HTTP_2, fields(request.trailers()));
            stream.headers(new HeadersFrame(stream.getId(), trailers, null, true))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static HttpFields fields(List<HeaderLine> lines) {
        HttpFields.Mutable fields = HttpFields.build();
        lines.forEach(line -> fields.add(line.name(), line.value()));
        return fields;
    }
}
