// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.CapturedBody;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.report.MirroredPair;
import io.trafficmirror.testkit.RawResponse;
import io.trafficmirror.testkit.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** How a scenario went: the response, which was the same with and without the filter, and what became of the copy. Confined to one test. */
final class Outcome {
    private final @Nullable RawResponse response;
    private final MirroredSide quiet;
    private final MirroredSide observed;
    private @Nullable MirroredPair pair;

    Outcome(@Nullable RawResponse response, MirroredSide quiet, MirroredSide observed) {
        this.response = response;
        this.quiet = quiet;
        this.observed = observed;
    }

    /** The response of the server without the filter. */
    RawResponse response() {
        if (response == null) {
            throw new AssertionError("the client did not wait for a response");
        }
        return response;
    }

    /** The application's answer as text, so that a scenario is known to have taken place. */
    Outcome answers(String body) {
        assertThat(response().body().text()).isEqualTo(body);
        return this;
    }

    Outcome hasStatus(int status) {
        assertThat(response().status()).isEqualTo(status);
        return this;
    }

    /** The copy, which does not depend on whether the response is observed. */
    RecordedRequest copy() {
        RecordedRequest copy = quiet.copy();
        RecordedRequest other = observed.copy();
        assertThat(other.method()).isEqualTo(copy.method());
        assertThat(other.target()).isEqualTo(copy.target());
        assertThat(other.body().bytes()).isEqualTo(copy.body().bytes());
        assertThat(copy.violations()).isEmpty();
        return copy;
    }

    /** The copy carries this body. */
    RecordedRequest copies(String body) {
        return copies(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The copy carries this body. */
    RecordedRequest copies(byte[] body) {
        RecordedRequest copy = copy();
        assertThat(copy.body().bytes()).isEqualTo(body);
        assertThat(copy.complete()).isTrue();
        return copy;
    }

    /** There is no copy, for this reason. */
    void dropped(DropReason reason) {
        assertThat(quiet.dropped()).isEqualTo(reason);
        assertThat(observed.dropped()).isEqualTo(reason);
    }

    /** So many copies were wanted, each counted once. */
    void selected(long count) {
        quiet.settle();
        observed.settle();
        assertThat(quiet.selected()).isEqualTo(count);
        assertThat(observed.selected()).isEqualTo(count);
    }

    /** The observer saw the response's body whole: as the client got it. */
    void captured() {
        assertThat(pair().primaryBody().state()).isEqualTo(CapturedBody.State.WHOLE);
        assertThat(bytes(pair().primaryBody())).isEqualTo(response().body().bytes());
        assertThat(pair().primary().orElseThrow().status()).isEqualTo(response().status());
    }

    /** The observer saw no body, and knows why. */
    void notCaptured(CapturedBody.State why) {
        assertThat(pair().primaryBody().state()).isEqualTo(why);
    }

    /** What the observer was told. */
    MirroredPair pair() {
        MirroredPair known = pair;
        if (known == null) {
            known = observed.pair();
            pair = known;
        }
        return known;
    }

    private static byte[] bytes(CapturedBody body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (ByteBuffer buffer : body.bytes()) {
            byte[] part = new byte[buffer.remaining()];
            buffer.duplicate().get(part);
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
