// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.adapter.Tap;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.spi.AsyncOutputStream;
import org.junit.jupiter.api.Test;

/** A client that leaves while a response is written has not got what an observer is told. */
class ResteasyOutputTest {
    private final Sink sink = new Sink();
    private final Tap tap = new Tap(sink, fault -> {
        throw new AssertionError(fault);
    });
    private final ResteasyOutput out = new ResteasyOutput(new Torn(), tap);

    @Test
    void a_body_of_which_a_write_was_broken_off_is_never_told_as_whole() throws Exception {
        out.write('a');
        assertThatThrownBy(() -> out.write(new byte[] {'b', 'c'})).isInstanceOf(IOException.class);
        assertThat(tap.isOpen()).isTrue();
        out.write('d');
        assertThat(tap.isOpen()).isFalse();
        assertThat(sink.failed).containsExactly(DropReason.BODY_ABORTED);
    }

    @Test
    void a_flush_that_was_broken_off_is_known_at_the_next_write() throws Exception {
        assertThatThrownBy(out::flush).isInstanceOf(IOException.class);
        out.write('a');
        assertThat(tap.isOpen()).isFalse();
    }

    @Test
    void what_could_not_be_written_later_was_not_written() {
        assertThat(out.isIdle()).isTrue();
        assertThat(out.asyncWrite(new byte[] {'a'}).toCompletableFuture()).isCompletedExceptionally();
        assertThat(out.isIdle()).isFalse();
    }

    @Test
    void what_could_not_be_flushed_later_was_not_written() throws Exception {
        out.write('a');
        assertThat(out.asyncFlush().toCompletableFuture()).isCompletedExceptionally();
        assertThat(out.isIdle()).isFalse();
    }

    /** Takes single bytes, and nothing else. */
    private static final class Torn extends AsyncOutputStream {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("on purpose");
        }

        @Override
        public void flush() throws IOException {
            throw new IOException("on purpose");
        }

        @Override
        public CompletionStage<Void> asyncFlush() {
            return CompletableFuture.failedFuture(new IOException("on purpose"));
        }

        @Override
        public CompletionStage<Void> asyncWrite(byte[] bytes, int offset, int length) {
            return asyncFlush();
        }
    }

    private static final class Sink implements BodySink {
        private final List<DropReason> failed = new ArrayList<>();

        @Override
        public boolean isOpen() {
            return failed.isEmpty();
        }

        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public void write(ByteBuffer bytes) {}

        @Override
        public void restart() {}

        @Override
        public void end() {}

        @Override
        public void fail(DropReason reason) {
            failed.add(reason);
        }
    }
}
