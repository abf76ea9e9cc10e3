// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.StatusCondition;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenExchangesTest {
    private static final long PATIENCE = 100;
    private static final CaptureRules AFTER = CaptureRules.DEFAULT.afterResponse(StatusCondition.ANY);
    private static final RequestHead GET = new RequestHead("GET", "http", "a.example", "/", Headers.empty());
    private static final ResponseHead OK = new ResponseHead(200, Headers.empty());

    private final List<Throwable> faults = new ArrayList<>();
    private final OpenExchanges openExchanges = new OpenExchanges(PATIENCE, faults::add);
    private final ByteBudget budget = new ByteBudget(1 << 20);
    private long numbers;

    /** What becomes of a copy, in words. */
    private static class Fate implements CopyTicket {
        private final CaptureRules rules;
        private final List<String> told = new ArrayList<>();

        Fate(CaptureRules rules) {
            this.rules = rules;
        }

        @Override
        public CaptureRules rules() {
            return rules;
        }

        @Override
        public void captured(Body body, ChargedBody held, boolean reconstructed) {}

        @Override
        public void leave() {
            told.add("captured");
        }

        @Override
        public void recover() {}

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

    private CapturedExchange begin(CopyTicket ticket, int length) {
        return begin(ticket, length, null);
    }

    private CapturedExchange begin(CopyTicket ticket, int length, ResponseTicket response) {
        Headers headers = length == 0 ? Headers.empty() : Headers.of("Content-Length", "" + length);
        RequestHead head = new RequestHead(length == 0 ? "GET" : "POST", "http", "a.example", "/", headers);
        CapturedExchange exchange = CapturedExchange.begin(
                head, List.of(ticket), budget, response, known -> {}, Rebuild::build, openExchanges);
        openExchanges.add(exchange, numbers++, () -> 0);
        return exchange;
    }

    @Test
    void an_exchange_that_nothing_waits_for_is_not_kept() {
        Fate fate = new Fate(CaptureRules.DEFAULT);
        begin(fate, 0);
        assertThat(openExchanges.size()).isZero();
        assertThat(fate.told).containsExactly("captured");
    }

    @Test
    void an_end_in_time_takes_the_exchange_out() {
        List<Fate> fates =
                IntStream.range(0, 300).mapToObj(i -> new Fate(AFTER)).toList();
        List<CapturedExchange> exchanges =
                fates.stream().map(fate -> begin(fate, 0)).toList();
        assertThat(openExchanges.size()).isEqualTo(300);
        for (int step = 0; step < 3; step++) {
            for (int i = step; i < 300; i += 3) {
                exchanges.get(i).end(OK);
            }
            assertThat(openExchanges.size()).isEqualTo(200 - 100 * step);
        }
        assertThat(fates).allSatisfy(fate -> assertThat(fate.told).containsExactly("captured"));
    }

    @Test
    void a_copy_that_waits_for_an_answer_is_dropped_when_none_comes() {
        Fate fate = new Fate(AFTER);
        CapturedExchange exchange = begin(fate, 0);
        openExchanges.sweep(PATIENCE - 1);
        assertThat(fate.told).isEmpty();
        openExchanges.sweep(PATIENCE);
        assertThat(fate.told).containsExactly("dropped EXCHANGE_EXPIRED");
        assertThat(openExchanges.size()).isZero();
        exchange.end(OK);
        exchange.endWithoutResponse();
        assertThat(fate.told).hasSize(1);
    }

    @Test
    void only_what_is_overdue_is_ended() {
        Fate old = new Fate(AFTER);
        begin(old, 0);
        Fate young = new Fate(AFTER);
        CapturedExchange later =
                CapturedExchange.begin(GET, List.of(young), budget, null, known -> {}, Rebuild::build, openExchanges);
        openExchanges.add(later, 64, () -> 1);
        openExchanges.sweep(PATIENCE);
        assertThat(old.told).hasSize(1);
        assertThat(young.told).isEmpty();
        openExchanges.sweep(PATIENCE + 1);
        assertThat(young.told).hasSize(1);
    }

    @Test
    void a_body_that_stands_still_is_given_up_and_one_that_comes_slowly_is_not() {
        for (CaptureRules rules : List.of(CaptureRules.DEFAULT, AFTER)) {
            Fate fate = new Fate(rules);
            CapturedExchange exchange = begin(fate, 4);
            for (int i = 1; i <= 3; i++) {
                exchange.requestBody().write(7);
                openExchanges.sweep(i * PATIENCE);
                assertThat(fate.told).isEmpty();
            }
            assertThat(budget.held()).isPositive();
            openExchanges.sweep(4 * PATIENCE);
            assertThat(fate.told).containsExactly("dropped EXCHANGE_EXPIRED");
            assertThat(budget.held()).isZero();
            assertThat(exchange.wantsRequestBody()).isFalse();
            exchange.requestBody().write(7);
            exchange.requestBody().end();
            exchange.end(OK);
            assertThat(fate.told).hasSize(1);
        }
    }

    @Test
    void a_streamed_copy_is_cut_when_its_body_stands_still_and_not_while_it_moves() {
        Fate fate = new Fate(CaptureRules.DEFAULT.withStream(64 << 10));
        CapturedExchange exchange = begin(fate, 3);
        exchange.requestBody().write(7);
        openExchanges.sweep(PATIENCE);
        exchange.requestBody().write(7);
        openExchanges.sweep(2 * PATIENCE);
        assertThat(fate.told).containsExactly("streaming");
        openExchanges.sweep(3 * PATIENCE);
        assertThat(fate.told).containsExactly("streaming", "cut EXCHANGE_EXPIRED");
        assertThat(budget.held()).isZero();
    }

    @Test
    void a_streamed_body_that_nobody_reads_drops_its_copy_and_one_that_is_whole_stays() {
        Fate unread = new Fate(CaptureRules.DEFAULT.withStream(64 << 10));
        begin(unread, 3);
        Fate whole = new Fate(CaptureRules.DEFAULT.withStream(64 << 10));
        begin(whole, 3).requestBody().write(new byte[3], 0, 3);
        openExchanges.sweep(PATIENCE);
        openExchanges.sweep(2 * PATIENCE);
        assertThat(unread.told).containsExactly("dropped EXCHANGE_EXPIRED");
        assertThat(whole.told).containsExactly("streaming");
        assertThat(openExchanges.size()).isZero();
    }

    @Test
    void who_waits_for_the_response_is_told_once_that_there_is_none() {
        List<Optional<ResponseHead>> told = new ArrayList<>();
        AtomicBoolean missed = new AtomicBoolean();
        CapturedExchange exchange = begin(new Fate(CaptureRules.DEFAULT), 0, new ResponseTicket() {
            @Override
            public BodySink body() {
                return BodySink.NONE;
            }

            @Override
            public void missed() {
                missed.set(true);
            }

            @Override
            public void ended(Optional<ResponseHead> response) {
                told.add(response);
            }
        });
        openExchanges.sweep(PATIENCE);
        exchange.end(OK);
        assertThat(told).containsExactly(Optional.empty());
        assertThat(missed).isTrue();
    }

    @Test
    void one_that_throws_keeps_no_other_from_its_end() {
        Fate bad = new Fate(AFTER) {
            @Override
            public void dropped(DropReason reason) {
                throw new IllegalStateException("bad");
            }
        };
        begin(bad, 0);
        Fate good = new Fate(AFTER);
        begin(good, 0);
        openExchanges.sweep(PATIENCE);
        assertThat(good.told).hasSize(1);
        assertThat(faults).hasSize(1);
    }

    @Test
    void after_the_close_nothing_is_waited_for() {
        Fate young = new Fate(AFTER);
        CapturedExchange before = begin(young, 0);
        openExchanges.close();
        assertThat(young.told).containsExactly("dropped CLOSED");
        Fate late = new Fate(CaptureRules.DEFAULT);
        CapturedExchange after = begin(late, 4);
        assertThat(late.told).containsExactly("dropped CLOSED");
        assertThat(after.wantsRequestBody()).isFalse();
        List.of(before, after).forEach(exchange -> exchange.end(OK));
        assertThat(young.told).hasSize(1);
        assertThat(late.told).hasSize(1);
        assertThat(openExchanges.size()).isZero();
        assertThat(faults).isEmpty();
    }

    @Test
    void ends_and_sweeps_at_once_end_each_exchange_once() throws Exception {
        int threads = 4;
        int each = 20_000;
        AtomicInteger ends = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int t = 0; t < threads; t++) {
            int first = t * each;
            pool.execute(() -> {
                for (int i = first; i < first + each; i++) {
                    CapturedExchange exchange = CapturedExchange.begin(
                            GET,
                            List.of(new Fate(AFTER) {
                                @Override
                                public void leave() {
                                    ends.incrementAndGet();
                                }

                                @Override
                                public void dropped(DropReason reason) {
                                    ends.incrementAndGet();
                                }
                            }),
                            budget,
                            null,
                            known -> {},
                            Rebuild::build,
                            openExchanges);
                    openExchanges.add(exchange, i, () -> 0);
                    if (i % 5 != 0) {
                        exchange.end(OK);
                    }
                }
            });
        }
        pool.shutdown();
        while (!pool.isTerminated()) {
            openExchanges.sweep(PATIENCE);
        }
        assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        openExchanges.sweep(PATIENCE);
        assertThat(ends).hasValue(threads * each);
        assertThat(openExchanges.size()).isZero();
        assertThat(faults).isEmpty();
    }
}
