// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.http.Body;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    @Test
    void what_was_taken_from_a_stream_counts_as_taken_even_if_a_full_buffer_held_it_up() {
        Outgoing outgoing = new Outgoing();
        outgoing.begin(new Body.Streamed(new OneSource(new byte[100])));
        assertThat(outgoing.tookFromStream()).isFalse();
        assertThat(outgoing.fill(ByteBuffer.allocate(12))).isEqualTo(Outgoing.Progress.FULL);
        assertThat(outgoing.tookFromStream()).isTrue();
    }

    @Test
    void content_goes_on_where_a_full_buffer_held_it_up() {
        Outgoing outgoing = new Outgoing();
        outgoing.begin(new Body.Streamed(new OneSource(new byte[100])));
        ByteBuffer out = ByteBuffer.allocate(200);
        outgoing.fill(out.limit(12));
        assertThat(out.position()).isZero();
        assertThat(outgoing.fill(out.limit(200))).isEqualTo(Outgoing.Progress.DONE);
        assertThat(out.position()).isEqualTo("64\r\n".length() + 100 + "\r\n0\r\n\r\n".length());
    }
}
