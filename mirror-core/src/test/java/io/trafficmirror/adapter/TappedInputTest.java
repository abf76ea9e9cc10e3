// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TappedInputTest {
    private static final int LENGTH = 100_000;
    private static final int PIECE = 1_000;

    private final Sink sink = new Sink();

    /** What a call of the application's makes of a body. */
    private interface Call {
        void on(InputStream in) throws IOException;
    }

    @Test
    void a_call_that_reads_in_a_loop_has_each_piece_pass_before_the_next_is_read() throws IOException {
        List<Call> calls = List.of(
                InputStream::readAllBytes,
                in -> in.readNBytes(LENGTH),
                in -> in.readNBytes(new byte[LENGTH], 0, LENGTH),
                in -> in.skip(LENGTH),
                in -> in.transferTo(OutputStream.nullOutputStream()));
        for (Call call : calls) {
            sink.clear();
            call.on(tapped(new Pieces(LENGTH)));
            assertThat(sink.passed).isEqualTo(LENGTH);
        }
    }

    @Test
    void what_can_not_be_asked_for_is_refused_as_by_any_stream_and_costs_no_copy() throws IOException {
        InputStream tee = tapped(new Pieces(LENGTH));
        assertThatThrownBy(() -> tee.readNBytes(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tee.readNBytes(new byte[2], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tee.transferTo(null)).isInstanceOf(NullPointerException.class);
        assertThat(tee.readAllBytes()).hasSize(LENGTH);
        assertThat(sink.failed).isEmpty();
        assertThat(sink.ended).isTrue();
    }

    @Test
    void an_error_of_a_read_costs_the_copy_for_it_may_have_taken_bytes() {
        StackOverflowError deep = new StackOverflowError();
        InputStream torn = new InputStream() {
            @Override
            public int read() {
                throw deep;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                throw deep;
            }
        };
        for (Call call : List.<Call>of(InputStream::read, in -> in.read(new byte[9]), InputStream::readAllBytes)) {
            sink.clear();
            assertThatThrownBy(() -> call.on(tapped(torn))).isSameAs(deep);
            assertThat(sink.failed).containsOnly(DropReason.BODY_ABORTED);
        }
    }

    @Test
    void what_was_put_in_the_place_of_a_body_is_whole_however_it_is_read() throws IOException {
        for (Call call :
                List.<Call>of(InputStream::readAllBytes, in -> in.transferTo(OutputStream.nullOutputStream()))) {
            sink.clear();
            call.on(new TappedInput(new Pieces(LENGTH), body(), () -> true, true));
            assertThat(sink.failed).isEmpty();
            assertThat(sink.ended).isTrue();
        }
    }

    private InputStream tapped(InputStream in) {
        return new TappedInput(in, body());
    }

    private RequestTap body() {
        return new RequestTap(sink, null, fault -> {
            throw new AssertionError(fault);
        });
    }

    /** A body that comes in pieces, and checks at each read that what came before has passed. */
    private final class Pieces extends InputStream {
        private final int length;
        private int read;

        Pieces(int length) {
            this.length = length;
        }

        @Override
        public int read() {
            throw new AssertionError("nobody reads single bytes here");
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) {
            assertThat(sink.passed).isEqualTo(read);
            if (wanted == 0) {
                return 0;
            }
            int n = Math.min(Math.min(wanted, PIECE), length - read);
            read += n;
            return n == 0 ? -1 : n;
        }
    }

    private static final class Sink implements BodySink {
        private final List<DropReason> failed = new ArrayList<>();
        private long passed;
        private boolean ended;

        void clear() {
            failed.clear();
            passed = 0;
            ended = false;
        }

        @Override
        public boolean isOpen() {
            return failed.isEmpty();
        }

        @Override
        public void write(int b) {
            passed++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            passed += length;
        }

        @Override
        public void write(ByteBuffer bytes) {
            passed += bytes.remaining();
        }

        @Override
        public void restart() {}

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void fail(DropReason reason) {
            failed.add(reason);
        }
    }
}
