// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.HeldBody;
import io.trafficmirror.report.ObservedExchange;
import io.trafficmirror.report.Response;
import io.trafficmirror.testkit.http.RawResponse;
import io.trafficmirror.testkit.shadow.RecordedRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a scenario went: the response, which was the same with and without the adapter, and what became of the copy. Confined to one test.
 *
 * @since 0.1.0
 */
public final class ScenarioOutcome {
    private final @Nullable RawResponse response;
    private final @Nullable Http2Answer answer;
    private final MirroredSide quiet;
    private final MirroredSide observed;
    private @Nullable ObservedExchange seen;

    public ScenarioOutcome(@Nullable RawResponse response, MirroredSide quiet, MirroredSide observed) {
        this.response = response;
        this.answer = null;
        this.quiet = quiet;
        this.observed = observed;
    }

    ScenarioOutcome(Http2Answer answer, MirroredSide quiet, MirroredSide observed) {
        this.response = null;
        this.answer = answer;
        this.quiet = quiet;
        this.observed = observed;
    }

    /** The response of the server without the adapter, over HTTP/2. */
    public Http2Answer answer() {
        if (answer == null) {
            throw new AssertionError("the client did not speak HTTP/2");
        }
        return answer;
    }

    /** The response of the server without the adapter. */
    public RawResponse response() {
        if (response == null) {
            throw new AssertionError("the client did not wait for a response");
        }
        return response;
    }

    /** The application's answer as text, so that a scenario is known to have taken place. */
    public ScenarioOutcome answers(String body) {
        assertThat(response().body().text()).isEqualTo(body);
        return this;
    }

    public ScenarioOutcome hasStatus(int status) {
        assertThat(response().status()).isEqualTo(status);
        return this;
    }

    /** The copy, which does not depend on whether the response is observed. */
    public RecordedRequest copy() {
        RecordedRequest copy = quiet.copy();
        RecordedRequest other = observed.copy();
        assertThat(other.method()).isEqualTo(copy.method());
        assertThat(other.target()).isEqualTo(copy.target());
        assertThat(other.body().bytes()).isEqualTo(copy.body().bytes());
        assertThat(copy.violations()).isEmpty();
        return copy;
    }

    /** The copy carries this body. */
    public RecordedRequest copies(String body) {
        return copies(body.getBytes(StandardCharsets.UTF_8));
    }

    /** The copy carries this body. */
    public RecordedRequest copies(byte[] body) {
        RecordedRequest copy = copy();
        assertThat(copy.body().bytes()).isEqualTo(body);
        assertThat(copy.complete()).isTrue();
        return copy;
    }

    /** The copy carries this body to its end, or the copy was given up. */
    public void copiesWholeOrNot(byte[] body) {
        quiet.copiesWholeOrNot(body);
        observed.copiesWholeOrNot(body);
    }

    /** The copy carries this text, one char for each byte and whatever the case of its letters, or was given up. */
    public void copiesTextOrNot(String text) {
        quiet.copiesTextOrNot(text);
        observed.copiesTextOrNot(text);
    }

    /** There is no copy, for this reason. */
    public void dropped(DropReason reason) {
        assertThat(quiet.dropped()).isEqualTo(reason);
        assertThat(observed.dropped()).isEqualTo(reason);
    }

    /** So many copies were wanted, each counted once. */
    public void selected(long count) {
        quiet.settle();
        observed.settle();
        assertThat(quiet.selected()).isEqualTo(count);
        assertThat(observed.selected()).isEqualTo(count);
    }

    /** Something failed in each of the libraries, and was counted. */
    public void faulty() {
        quiet.awaitFault();
        observed.awaitFault();
    }

    /** The same, only in the one that observes responses. */
    public void faultyWhereObserved() {
        observed.awaitFault();
    }

    /** The observer saw the response's body whole: as the client got it. */
    public void captured() {
        assertThat(seen().primary().body().state()).isEqualTo(HeldBody.State.WHOLE);
        byte[] got = answer == null ? response().body().bytes() : answer.body().getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ExchangeCopy.bytes(seen().primary().body())).isEqualTo(got);
        assertThat(seen().primary().head().orElseThrow().status())
                .isEqualTo(answer == null ? response().status() : answer.status());
    }

    /** The observer saw no body, and knows why. */
    public void notCaptured(HeldBody.State why) {
        assertThat(seen().primary().body().state()).isEqualTo(why);
    }

    /** The observer was told the status that the client got, and that nobody saw the body. */
    public void seenByStatusAlone() {
        notCaptured(HeldBody.State.NOT_SEEN);
        assertThat(seen().primary().head().orElseThrow().status())
                .isEqualTo(response().status());
    }

    /** Whatever the observer was told of the response is what the client got of it; it may have been told nothing. */
    public ScenarioOutcome seenTruly() {
        Response told = seen().primary();
        RawResponse got = response;
        if (got != null) {
            told.head()
                    .ifPresent(head -> assertThat(head.status())
                            .as("the status that was told")
                            .isEqualTo(got.status()));
        }
        if (told.body().state() == HeldBody.State.WHOLE) {
            if (got == null) {
                throw new AssertionError("a whole body was told of a response that the client did not wait for");
            }
            assertThat(got.body().complete()).as("a whole body was sent").isTrue();
            assertThat(new String(ExchangeCopy.bytes(told.body()), StandardCharsets.ISO_8859_1))
                    .as("the body that was told")
                    .isEqualTo(new String(got.body().bytes(), StandardCharsets.ISO_8859_1));
        }
        return this;
    }

    /** What the observer was told. */
    public ObservedExchange seen() {
        ObservedExchange known = seen;
        if (known == null) {
            known = observed.seen();
            seen = known;
        }
        return known;
    }
}
