// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.CaptureRules.Parsed;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.ParsedBody;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.CapturedExchange;
import io.trafficmirror.capture.internal.ChargedBody;
import io.trafficmirror.capture.internal.CopyTicket;
import io.trafficmirror.capture.internal.OpenExchanges;
import io.trafficmirror.capture.internal.Rebuild;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bodies that are handed over on the last frames of a stack, from the overflow upwards: none of them takes a place for ever. */
class RebuilderDeepStackTest {
    private static final int DEPTHS = 240;
    private static final int PLACES = 32;
    private static final RequestHead POST = new RequestHead(
            "POST", "http", "a.example", "/", Headers.of("Content-Type", "text/plain", "Transfer-Encoding", "chunked"));

    private final ByteBudget budget = new ByteBudget(1 << 20);
    private final List<DropReason> drops = new ArrayList<>();

    @Test
    void a_body_that_could_not_be_handed_over_there_leaves_its_place_to_others() throws InterruptedException {
        int errors = 0;
        for (int above = 0; above < DEPTHS; above++) {
            Rebuilder rebuilder = new Rebuilder(Thread::new, fault -> {});
            Rebuild first = body();
            boolean isWaiting = DeepStack.atItsEnd(above, () -> rebuilder.accept(first));
            if (!isWaiting) {
                first.giveUp(DropReason.INTERNAL_ERROR);
                errors++;
            }
            drops.clear();
            for (int waiting = isWaiting ? 1 : 0; waiting < PLACES; waiting++) {
                rebuilder.accept(body());
            }
            assertThat(drops).as("%s steps above the overflow", above).isEmpty();
            rebuilder.accept(body());
            assertThat(drops).containsExactly(DropReason.CPU_BUDGET);
            rebuilder.stop(1);
            assertThat(budget.held()).isZero();
        }
        assertThat(errors).isPositive();
    }

    private Rebuild body() {
        List<Rebuild> made = new ArrayList<>();
        OpenExchanges open = new OpenExchanges(Long.MAX_VALUE, fault -> {});
        CapturedExchange.begin(POST, List.of(new Ticket()), budget, null, known -> {}, made::add, open)
                .reconstructedBody(new Given());
        return made.get(0);
    }

    private static final class Given implements ParsedBody {
        @Override
        public long minBytes() {
            return 1;
        }

        @Override
        public long heldBytes() {
            return 1;
        }

        @Override
        public void take() {}

        @Override
        public boolean writeTo(BodySink sink) {
            return false;
        }

        @Override
        public void close() {}
    }

    private final class Ticket implements CopyTicket {
        @Override
        public CaptureRules rules() {
            return CaptureRules.DEFAULT.withParsed(Parsed.REBUILD, Parsed.REBUILD);
        }

        @Override
        public void captured(Body body, ChargedBody held, boolean reconstructed) {}

        @Override
        public void leave() {}

        @Override
        public void recover() {}

        @Override
        public void streaming(BodySource body) {}

        @Override
        public void cut(DropReason reason) {}

        @Override
        public void dropped(DropReason reason) {
            drops.add(reason);
        }
    }
}
