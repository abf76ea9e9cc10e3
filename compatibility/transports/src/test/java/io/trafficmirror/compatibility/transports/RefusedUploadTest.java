// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.transports;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.testkit.http.TestTls;
import io.trafficmirror.testkit.transport.HeardCall;
import io.trafficmirror.testkit.transport.StepSource;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import io.trafficmirror.transport.jdk.JdkTransport;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An HTTP/2 shadow refuses a streamed upload after its end: it is not sent again, for its bytes are gone. */
@Timeout(30)
class RefusedUploadTest {
    private static final int BYTES = 500;

    /** Together less than what may be sent on a connection without an update of its window, which this shadow never sends. */
    private static final int UPLOADS = 100;

    @Test
    void an_upload_that_is_refused_after_its_end_is_never_ended_as_complete_without_its_bytes() throws Exception {
        try (RefusingHttp2Shadow shadow = new RefusingHttp2Shadow()) {
            ShadowTransport transport = JdkTransport.factory().open(settings(shadow));
            for (int i = 0; i < UPLOADS; i++) {
                StepSource source = StepSource.ofUnknownLength();
                source.add(new byte[BYTES]);
                source.end();
                HeardCall heard = HeardCall.ofEverything();
                heard.of(transport.start(() -> upload(shadow, source), heard));
                heard.failed();
            }
            transport.close(Duration.ZERO);
            assertThat(shadow.ended()).containsOnly(BYTES);
        }
    }

    private static ShadowRequest upload(RefusingHttp2Shadow shadow, StepSource source) {
        return new ShadowRequest(
                shadow.target(),
                "POST",
                "/upload",
                shadow.target().authority(),
                Headers.empty(),
                new Body.Streamed(source));
    }

    private static TransportSettings settings(RefusingHttp2Shadow shadow) {
        return new TransportSettings(
                shadow.target(),
                4,
                Duration.ofSeconds(30),
                1 << 20,
                Optional.of(TestTls.client()),
                true,
                Optional.empty(),
                work -> {
                    Thread thread = new Thread(work, "transport");
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
