// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.trafficmirror.testkit.http.HeaderLine;
import io.trafficmirror.testkit.scenario.Http2Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;

/** Collects an answer. Jetty calls it from one thread at a time. */
final class AnswerListener implements Stream.Listener {
    private final CompletableFuture<Http2Answer> done = new CompletableFuture<>();
    private final Runnable onData;
    private final StringBuilder body = new StringBuilder();
    private int status;
    private List<HeaderLine> fields = List.of();
    private List<HeaderLine> trailers = List.of();

    AnswerListener(Runnable onData) {
        this.onData = onData;
    }

    Http2Answer get(long seconds) throws Exception {
        return done.get(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void onHeaders(Stream stream, HeadersFrame frame) {
        List<HeaderLine> lines = new ArrayList<>();
        frame.getMetaData()
                .getHttpFields()
                .forEach(
                        field -> lines.add(new HeaderLine(field.getName().toLowerCase(Locale.ROOT), field.getValue())));
        if (frame.getMetaData() instanceof MetaData.Response response) {
            status = response.getStatus();
            fields = lines;
        } else {
            trailers = lines;
        }
        if (frame.isEndStream()) {
            end("ended");
        } else {
            stream.demand();
        }
    }

    @Override
    public void onDataAvailable(Stream stream) {
        while (true) {
            Stream.Data data = stream.readData();
            if (data == null) {
                stream.demand();
                return;
            }
            boolean first = body.isEmpty();
            body.append(ISO_8859_1.decode(data.frame().getByteBuffer()));
            boolean last = data.frame().isEndStream();
            data.release();
            if (first && !body.isEmpty()) {
                onData.run();
            }
            if (last) {
                end("ended");
                return;
            }
        }
    }

    @Override
    public void onReset(Stream stream, ResetFrame frame, Callback callback) {
        end("reset " + frame.getError());
        callback.succeeded();
    }

    @Override
    public void onFailure(Stream stream, int error, String reason, Throwable failure, Callback callback) {
        end("failed " + error);
        callback.succeeded();
    }

    private void end(String how) {
        done.complete(new Http2Answer(status, fields, body.toString(), trailers, how));
    }
}
