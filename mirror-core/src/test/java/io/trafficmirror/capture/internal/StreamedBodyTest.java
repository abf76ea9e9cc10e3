// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.DropReason;
import io.trafficmirror.http.BodySource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order a body that is cut tells its two sides. */
class StreamedBodyTest {
    private static final int CAP = 4096;

    private final ByteBudget budget = new ByteBudget(1 << 20);
    private final List<String> heard = new ArrayList<>();
    private final StreamedBody body = new StreamedBody(-1, CAP, budget, this::cut);

    private void cut(DropReason reason) {
        heard.add(reason + ", taken " + body.isOpen() + ", seen " + body.state());
    }

    @Test
    void whoever_knows_why_hears_of_a_cut_before_the_consumer_can_see_it() {
        body.whenReady(() -> heard.add("woken, seen " + body.state()));

        body.fail(DropReason.BODY_ABORTED);

        assertThat(heard).containsExactly("BODY_ABORTED, taken false, seen OPEN", "woken, seen CUT");
    }

    @Test
    void a_consumer_that_lags_is_cut_once_and_gives_everything_back() {
        body.write(new byte[CAP], 0, CAP);
        body.write(new byte[1], 0, 1);
        body.write(new byte[1], 0, 1);
        body.end();

        assertThat(heard).containsExactly("STREAM_OVERRUN, taken false, seen OPEN");
        assertThat(body.state()).isEqualTo(BodySource.State.CUT);
        assertThat(body.poll()).isNull();
        assertThat(budget.held()).isZero();
    }

    @Test
    void more_than_was_announced_is_never_handed_on() {
        StreamedBody announced = new StreamedBody(4, CAP, budget, reason -> heard.add(reason.name()));
        announced.write(new byte[3], 0, 3);
        announced.write(new byte[2], 0, 2);

        assertThat(heard).containsExactly("BODY_INCOMPLETE");
        assertThat(announced.state()).isEqualTo(BodySource.State.CUT);
        announced.cancel();
        assertThat(budget.held()).isZero();
    }

    @Test
    void what_is_discarded_behind_the_end_is_cut() {
        body.write(new byte[CAP], 0, CAP);
        body.end();
        body.cancel();

        assertThat(body.poll()).isNull();
        assertThat(body.state()).isEqualTo(BodySource.State.CUT);
        assertThat(budget.held()).isZero();
    }

    @Test
    void what_was_taken_whole_stays_whole_when_it_is_cancelled() {
        body.write(new byte[CAP], 0, CAP);
        body.end();
        while (body.poll() != null) {
            // Until everything is taken.
        }
        body.cancel();

        assertThat(body.state()).isEqualTo(BodySource.State.ENDED);
        assertThat(budget.held()).isZero();
    }

    @Test
    void a_chunk_counts_with_the_objects_around_its_bytes() {
        body.write(1);
        assertThat(budget.held()).isEqualTo(1024 + StreamedBody.CHUNK_OBJECTS);

        body.poll();
        assertThat(budget.held()).as("lent to the consumer").isEqualTo(1024 + StreamedBody.CHUNK_OBJECTS);
        body.poll();
        assertThat(budget.held()).isZero();
    }
}
