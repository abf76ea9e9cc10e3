// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.CaptureRules.Parsed;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.ParsedBody;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Issue 13, numbers 4 and 5. */
class RebuildTest {
    private static final int BUDGET = 64 << 10;
    private static final CaptureRules RULES = CaptureRules.DEFAULT.withParsed(Parsed.REBUILD, Parsed.REBUILD);
    private static final RequestHead POST = new RequestHead(
            "POST",
            "http",
            "a.example",
            "/",
            Headers.of("Content-Type", "multipart/form-data; boundary=x", "Transfer-Encoding", "chunked"));

    private final ByteBudget budget = new ByteBudget(BUDGET);
    private final List<String> told = new ArrayList<>();
    private final List<Throwable> faults = new ArrayList<>();
    private final OpenExchanges openExchanges = new OpenExchanges(Long.MAX_VALUE, faults::add);
    private final List<Rebuild> handedOver = new ArrayList<>();

    /** What an adapter has parsed: of any size, and failing where a test wants it to. */
    private class Given implements ParsedBody {
        private final int bytes;

        Given(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public long minBytes() {
            return bytes;
        }

        @Override
        public long heldBytes() {
            return bytes;
        }

        @Override
        public void take() throws IOException {
            told.add("taken, " + budget.held() + " held");
        }

        @Override
        public boolean writeTo(BodySink sink) throws IOException {
            sink.write(new byte[bytes], 0, bytes);
            return true;
        }

        @Override
        public void close() {
            told.add("closed");
        }
    }

    private class Fate implements CopyTicket {
        private final CaptureRules rules;

        Fate(CaptureRules rules) {
            this.rules = rules;
        }

        @Override
        public CaptureRules rules() {
            return rules;
        }

        @Override
        public void captured(Body body, ChargedBody held, boolean reconstructed) {
            told.add("captured " + held.length() + (reconstructed ? " made again" : ""));
        }

        @Override
        public void leave() {}

        @Override
        public void recover() {
            told.add("recovered");
        }

        @Override
        public void streaming(BodySource body) {
            told.add("streaming");
        }

        @Override
        public void cut(DropReason reason) {
            told.add("cut " + reason);
        }

        @Override
        public void dropped(DropReason reason) {
            told.add("dropped " + reason);
        }
    }

    private CapturedExchange begin(CaptureRules rules) {
        return begin(new Fate(rules));
    }

    private CapturedExchange begin(CopyTicket... tickets) {
        return CapturedExchange.begin(
                POST, List.of(tickets), budget, null, known -> {}, handedOver::add, openExchanges);
    }

    @Test
    void takes_within_a_reservation_and_makes_the_body_where_it_was_handed_over_to() {
        begin(RULES).reconstructedBody(new Given(1000));
        assertThat(told).containsExactly("taken, 1000 held");
        handedOver.get(0).build();
        assertThat(told).containsExactly("taken, 1000 held", "closed", "captured 1000 made again");
        assertThat(budget.held()).isZero();
    }

    @Test
    void takes_nothing_of_what_the_budget_does_not_allow() {
        begin(RULES).reconstructedBody(new Given(BUDGET + 1));
        assertThat(told).containsExactly("dropped BYTE_BUDGET");
        assertThat(handedOver).isEmpty();
        assertThat(budget.held()).isZero();
    }

    @Test
    void takes_nothing_of_what_is_above_the_cap() {
        begin(RULES.withMaxBodyBytes(999)).reconstructedBody(new Given(1000));
        assertThat(told).containsExactly("dropped BODY_TOO_LARGE");
        assertThat(handedOver).isEmpty();
    }

    @Test
    void gives_up_a_body_that_turns_out_to_be_above_the_cap() {
        begin(RULES.withMaxBodyBytes(999)).reconstructedBody(new Given(1000) {
            @Override
            public long minBytes() {
                return 0;
            }
        });
        handedOver.get(0).build();
        assertThat(told).containsExactly("taken, 1000 held", "dropped BODY_TOO_LARGE", "closed");
        assertThat(budget.held()).isZero();
    }

    @Test
    void gives_up_a_body_for_which_there_is_no_room_besides_what_was_taken() {
        begin(RULES).reconstructedBody(new Given(40_000));
        handedOver.get(0).build();
        assertThat(told).containsExactly("taken, 40000 held", "dropped BYTE_BUDGET", "closed");
        assertThat(budget.held()).isZero();
    }

    @Test
    void what_is_gone_or_does_not_tell_the_body_drops_the_copy_as_parsed() {
        begin(RULES).reconstructedBody(new Given(10) {
            @Override
            public void take() throws IOException {
                throw new IOException("on purpose");
            }
        });
        begin(RULES).reconstructedBody(new Given(10) {
            @Override
            public boolean writeTo(BodySink sink) throws IOException {
                throw new IOException("on purpose");
            }
        });
        begin(RULES).reconstructedBody(new Given(10) {
            @Override
            public boolean writeTo(BodySink sink) {
                return false;
            }
        });
        handedOver.forEach(Rebuild::build);
        assertThat(told.stream().filter(what -> what.startsWith("dropped")))
                .containsExactly("dropped MULTIPART_PARSED", "dropped MULTIPART_PARSED", "dropped MULTIPART_PARSED");
        assertThat(budget.held()).isZero();
    }

    @Test
    void gives_back_all_that_it_holds_whatever_throws() {
        begin(RULES).reconstructedBody(new Given(10) {
            @Override
            public void take() {
                throw new OutOfMemoryError("on purpose");
            }
        });
        begin(RULES).reconstructedBody(new Given(10) {
            @Override
            public boolean writeTo(BodySink sink) {
                throw new StackOverflowError("on purpose");
            }
        });
        assertThatThrownBy(() -> handedOver.get(0).build()).isInstanceOf(StackOverflowError.class);
        Consumer<Rebuild> full = body -> {
            throw new OutOfMemoryError("on purpose");
        };
        CapturedExchange.begin(POST, List.of(new Fate(RULES)), budget, null, known -> {}, full, openExchanges)
                .reconstructedBody(new Given(10));
        openExchanges.sweep(0);
        assertThat(faults).hasSize(2).allMatch(fault -> fault instanceof OutOfMemoryError);
        assertThat(told.stream().filter(what -> what.startsWith("dropped")))
                .containsExactly("dropped INTERNAL_ERROR", "dropped INTERNAL_ERROR", "dropped INTERNAL_ERROR");
        assertThat(told.stream().filter("closed"::equals)).hasSize(3);
        assertThat(budget.held()).isZero();
    }

    @Test
    void tickets_that_an_error_kept_from_their_end_are_recovered_by_the_next_sweep() {
        Fate broken = new Fate(RULES) {
            @Override
            public void captured(Body body, ChargedBody held, boolean reconstructed) {
                throw new OutOfMemoryError("on purpose");
            }

            @Override
            public void dropped(DropReason reason) {
                throw new OutOfMemoryError("on purpose");
            }
        };
        Given given = new Given(10);
        Given untold = new Given(10) {
            @Override
            public boolean writeTo(BodySink sink) {
                return false;
            }
        };
        for (Given parsed : List.of(given, untold, given)) {
            begin(broken, new Fate(RULES)).reconstructedBody(parsed);
        }
        assertThatThrownBy(() -> handedOver.get(0).build()).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> handedOver.get(1).build()).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> handedOver.get(2).giveUp(DropReason.CLOSED)).isInstanceOf(OutOfMemoryError.class);
        told.clear();

        openExchanges.sweep(0);

        assertThat(told).containsOnly("recovered").hasSize(6);
        assertThat(budget.held()).isZero();
    }

    /** Where the heap is full, to let go of it fails as well. */
    @Test
    void ends_and_gives_its_bytes_back_where_what_was_parsed_can_not_be_closed() {
        Given exhausted = new Unclosable(1000) {
            @Override
            public boolean writeTo(BodySink sink) throws IOException {
                super.writeTo(sink);
                throw new OutOfMemoryError("on purpose");
            }
        };
        begin(RULES).reconstructedBody(exhausted);
        begin(RULES).reconstructedBody(new Unclosable(1000));
        told.clear();

        assertThatThrownBy(() -> handedOver.get(0).build()).isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> handedOver.get(1).giveUp(DropReason.CLOSED)).isInstanceOf(OutOfMemoryError.class);

        assertThat(told).containsExactly("closed", "dropped INTERNAL_ERROR", "closed", "dropped CLOSED");
        assertThat(budget.held()).isZero();
    }

    private class Unclosable extends Given {
        Unclosable(int bytes) {
            super(bytes);
        }

        @Override
        public void close() {
            super.close();
            throw new OutOfMemoryError("on purpose");
        }
    }

    @Test
    void is_given_up_once() {
        begin(RULES).reconstructedBody(new Given(10));
        handedOver.get(0).giveUp(DropReason.CLOSED);
        handedOver.get(0).giveUp(DropReason.CLOSED);
        assertThat(told).containsExactly("taken, 10 held", "closed", "dropped CLOSED");
        assertThat(budget.held()).isZero();
    }
}
