// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.DropReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TappedStreamTest {
    private final Seen seen = new Seen();
    private final TappedInput tee =
            new TappedInput(new ByteArrayInputStream("0123456789".getBytes(ISO_8859_1)), body(seen));

    @Test
    void all_ways_to_read_pass_the_sink() throws IOException {
        assertThat(tee.read()).isEqualTo('0');
        assertThat(tee.readNBytes(2)).isEqualTo("12".getBytes(ISO_8859_1));
        assertThat(tee.skip(3)).isEqualTo(3);
        assertThat(seen.text()).isEqualTo("012345");
        assertThat(seen.ended).isFalse();

        assertThat(tee.readAllBytes()).isEqualTo("6789".getBytes(ISO_8859_1));
        assertThat(seen.text()).isEqualTo("0123456789");
        assertThat(seen.ended).isTrue();
    }

    @Test
    void what_is_read_again_passes_once() throws IOException {
        tee.readNBytes(2);
        tee.mark(100);
        tee.readNBytes(3);
        tee.reset();
        tee.readNBytes(1);
        tee.reset();
        tee.readAllBytes();

        assertThat(seen.text()).isEqualTo("0123456789");
    }

    @Test
    void a_read_that_fails_gives_the_copy_up_and_reaches_the_application() {
        IOException reset = new IOException("reset");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw reset;
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                throw reset;
            }
        };

        assertThatThrownBy(() -> new TappedInput(broken, body(seen)).read()).isSameAs(reset);
        assertThat(seen.failed).contains(DropReason.BODY_ABORTED);
    }

    @Test
    void closing_early_is_no_end() throws IOException {
        tee.read();
        tee.close();

        assertThat(seen.ended).isFalse();
    }

    private static RequestTap body(BodySink sink) {
        return new RequestTap(sink, null, fault -> {});
    }

    private static final class Seen implements BodySink {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;
        private Optional<DropReason> failed = Optional.empty();

        String text() {
            return bytes.toString(ISO_8859_1);
        }

        @Override
        public boolean isOpen() {
            return !ended;
        }

        @Override
        public void write(int b) {
            bytes.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes.write(from, offset, length);
        }

        @Override
        public void write(ByteBuffer buffer) {
            throw new AssertionError("not used by a stream");
        }

        @Override
        public void restart() {
            throw new AssertionError("not used on a request");
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public void fail(DropReason reason) {
            failed = Optional.of(reason);
        }
    }
}
