// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.dispatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.trafficmirror.capture.CaptureRules;
import io.trafficmirror.capture.DropReason;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.capture.StatusCondition;
import io.trafficmirror.capture.internal.ByteBudget;
import io.trafficmirror.capture.internal.CapturedExchange;
import io.trafficmirror.capture.internal.CopyTicket;
import io.trafficmirror.capture.internal.OpenExchanges;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.BodySource;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import io.trafficmirror.targets.BreakerRules;
import io.trafficmirror.targets.Target;
import io.trafficmirror.targets.TargetLimits;
import io.trafficmirror.targets.TargetState;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Capability;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.ShadowTransport;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Exchanges, copies, a dispatcher and a transport that do what a seed says, in one thread, with an Error wherever the fuse says. What was
 * done stands in {@link #toString}.
 */
final class LifeOfCopies {
    private static final Target SHADOW = Target.parse("http://shadow");
    private static final ResponseHead OK = new ResponseHead(200, Headers.empty());

    final Fuse fuse = new Fuse();
    final ByteBudget budget = new ByteBudget(24 << 10);
    final List<Counts> copies = new ArrayList<>();
    final List<Throwable> faults = new ArrayList<>();

    private final Random random;
    private final StringJoiner done = new StringJoiner(" ");
    private final List<Exchange> exchanges = new ArrayList<>();
    /** Selections that an Error has broken off. */
    private final List<List<CopyTicket>> broken = new ArrayList<>();

    private final List<Dispatcher> dispatchers = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final OpenExchanges openExchanges =
            new OpenExchanges(Duration.ofMinutes(1).toNanos(), faults::add);
    private final List<String> overtakings = new ArrayList<>();
    private long now;
    private long numbers;
    private int maxStarts = 3;

    LifeOfCopies(long seed) {
        random = new Random(seed);
        reload();
    }

    @Override
    public String toString() {
        return done.toString();
    }

    /** One random thing happens; whatever it throws is what an application or a thread of the mirror would have contained. */
    void step() {
        int what = random.nextInt(20);
        try {
            switch (what) {
                case 0, 1, 2, 3 -> select();
                case 4, 5, 6 -> write();
                case 7 -> endBody();
                case 8, 9 -> endExchange();
                case 10, 11, 12, 13, 14 -> react();
                case 15, 16 -> sweep();
                case 17 -> now += Duration.ofMillis(1 + random.nextInt(2000)).toNanos();
                case 18 -> cut();
                default -> {
                    if (random.nextInt(8) == 0) {
                        reload();
                    }
                }
            }
        } catch (Throwable t) {
            done.add(t.getClass().getSimpleName());
        }
    }

    /** Everything comes to its end. */
    void end() {
        fuse.disarm();
        done.add("end");
        exchanges.forEach(Exchange::endWithoutResponse);
        maxStarts = 0;
        for (int round = 0; round < 4; round++) {
            List.copyOf(calls).forEach(call -> call.listener.onDone(new Outcome.Failed(FailureReason.RESET, "end")));
            sweepAll();
            now += Duration.ofSeconds(30).toNanos();
        }
        openExchanges.close();
        dispatchers.forEach(dispatcher -> dispatcher.close(Duration.ZERO));
        sweepAll();
    }

    /** What is wrong with the account; empty if nothing is. */
    String fault() {
        StringJoiner wrong = new StringJoiner(", ");
        overtakings.forEach(wrong::add);
        for (Counts copy : copies) {
            if (copy.ends > 0 && copy.mustFollowLoss && !copy.followsLoss) {
                wrong.add("copy " + copies.indexOf(copy) + " does not know of a loss");
            }
            if (copy.drops + copy.ends != copy.selected || copy.overs != copy.selected || copy.sents != copy.ends) {
                wrong.add("copy " + copies.indexOf(copy) + ": selected " + copy.selected + ", sent " + copy.sents
                        + ", dropped " + copy.drops + ", ended " + copy.ends + ", joined " + copy.overs);
            }
        }
        for (Dispatcher dispatcher : dispatchers) {
            TargetState state = dispatcher.state();
            if (dispatcher.queue().keys() != 0) {
                wrong.add(dispatcher.queue().keys() + " keys known");
            }
            if (state.queued() != 0 || state.inFlight() != 0 || dispatcher.isHeld()) {
                wrong.add(state + (dispatcher.isHeld() ? " held" : ""));
            }
        }
        if (budget.held() != 0) {
            wrong.add(budget.held() + " bytes held");
        }
        return wrong.toString();
    }

    private void reload() {
        TargetLimits limits = TargetLimits.DEFAULT
                .withMaxQueued(1 + random.nextInt(3))
                .withMaxInFlight(1 + random.nextInt(3))
                .withOverflow(
                        random.nextBoolean() ? TargetLimits.Overflow.DROP_OLDEST : TargetLimits.Overflow.DROP_NEWEST)
                .withBreaker(new BreakerRules(2, 50, 4, Duration.ofMillis(500), Duration.ofSeconds(1)));
        dispatchers.add(new Dispatcher(
                SHADOW, limits, new Transport(), new Watch(), () -> fuse.call(now), () -> fuse.call(0L)));
        if (dispatchers.size() > 1) {
            Dispatcher old = dispatchers.get(dispatchers.size() - 2);
            done.add("reload");
            if (!old.isHeld()) {
                old.close(Duration.ZERO);
            }
        }
    }

    private void select() {
        done.add("select");
        boolean body = random.nextInt(3) > 0;
        boolean chunked = random.nextBoolean();
        Headers headers = !body
                ? Headers.empty()
                : chunked ? Headers.of("Transfer-Encoding", "chunked") : Headers.of("Content-Length", "20");
        RequestHead head = new RequestHead(body ? "POST" : "GET", "http", "a", "/", headers);
        List<CopyTicket> begun = new ArrayList<>();
        try {
            begin(head, begun);
        } catch (Throwable t) {
            broken.add(begun);
            throw t;
        }
    }

    private void begin(RequestHead head, List<CopyTicket> begun) {
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            Dispatcher dispatcher = dispatchers.get(dispatchers.size() - 1);
            Counts counts = new Counts(rules(), dispatcher, random.nextInt(4));
            copies.add(counts);
            CopyCall call = new CopyCall(dispatcher, counts, budget, 512, counts.key);
            counts.call = call;
            begun.add(call);
            if (!call.begin()) {
                begun.remove(call);
            }
        }
        if (!begun.isEmpty()) {
            CapturedExchange exchange =
                    CapturedExchange.begin(head, begun, budget, null, known -> {}, rebuild -> {}, openExchanges);
            openExchanges.add(exchange, numbers++, () -> now);
            exchanges.add(exchange);
        }
    }

    private CaptureRules rules() {
        return switch (random.nextInt(3)) {
            case 0 -> CaptureRules.DEFAULT;
            case 1 -> CaptureRules.DEFAULT.afterResponse(StatusCondition.ANY);
            default -> CaptureRules.DEFAULT.withStream(4096);
        };
    }

    private Exchange any() {
        return exchanges.isEmpty() ? Exchange.NONE : exchanges.get(random.nextInt(exchanges.size()));
    }

    private void write() {
        done.add("write");
        byte[] piece = "x"
                .repeat(1 + random.nextInt(random.nextInt(6) == 0 ? 3000 : 12))
                .getBytes(ISO_8859_1);
        any().requestBody().write(piece, 0, piece.length);
    }

    private void endBody() {
        done.add("endBody");
        any().requestBody().end();
    }

    private void endExchange() {
        done.add("endExchange");
        any().end(OK);
    }

    private void cut() {
        done.add("cut");
        any().requestBody().fail(DropReason.BODY_ABORTED);
    }

    private void sweep() {
        done.add("sweep");
        sweepAll();
    }

    private void sweepAll() {
        broken.forEach(begun -> begun.forEach(CopyTicket::recover));
        broken.clear();
        for (Dispatcher dispatcher : dispatchers) {
            try {
                dispatcher.sweep();
            } catch (Throwable t) {
                done.add("swept:" + t.getClass().getSimpleName());
            }
        }
        openExchanges.sweep(now);
    }

    private void react() {
        if (calls.isEmpty()) {
            return;
        }
        Call call = calls.get(random.nextInt(calls.size()));
        int what = random.nextInt(6);
        done.add("react" + what);
        switch (what) {
            case 0 -> call.compose();
            case 1 -> call.listener.onSending();
            case 2 -> call.listener.onHeaders(200, Headers.of("A", "b"));
            case 3 -> call.listener.onBody(ByteBuffer.wrap(new byte[10]));
            case 4 -> call.listener.onDone(new Outcome.Answered(200, 0, false));
            default -> call.listener.onDone(new Outcome.Failed(anyReason(), "failed"));
        }
    }

    private FailureReason anyReason() {
        return List.of(FailureReason.values()).get(random.nextInt(FailureReason.values().length));
    }

    /** One call that the transport has begun. */
    private final class Call implements ShadowCall {
        private final OutboundCopy copy;
        private final CallListener listener;

        Call(OutboundCopy copy, CallListener listener) {
            this.copy = copy;
            this.listener = listener;
        }

        void compose() {
            ShadowRequest request = copy.request();
            BodySource source = request == null ? null : request.body().source();
            if (source != null) {
                source.whenReady(() -> {
                    fuse.call();
                    source.poll();
                });
            }
        }

        @Override
        public void abort(FailureReason reason, String detail) {
            fuse.call();
            if (random.nextInt(4) > 0) {
                listener.onDone(new Outcome.Failed(reason, detail));
            }
        }
    }

    private final class Transport implements ShadowTransport {
        @Override
        public Set<Capability> capabilities() {
            return Set.of();
        }

        @Override
        public ShadowCall start(OutboundCopy copy, CallListener listener) {
            fuse.call();
            checkTurn(copy);
            Call call = new Call(copy, listener);
            calls.add(call);
            int manner = maxStarts == 0 ? 9 : random.nextInt(10);
            if (manner < maxStarts) {
                call.compose();
                listener.onSending();
                if (manner == 0) {
                    listener.onDone(new Outcome.Answered(200, 0, false));
                }
            }
            fuse.call();
            return call;
        }

        @Override
        public int openConnections() {
            return 0;
        }

        @Override
        public void close(Duration grace) {
            fuse.call();
        }
    }

    /** Whatever began before it on its dispatcher with its key is over, and if that was lost, it will say so. */
    @SuppressWarnings("ReferenceEquality") // this very copy
    private void checkTurn(OutboundCopy starting) {
        CopyCall call = ((TransportCall) starting).copy();
        Counts own = copies.stream().filter(one -> one.call == call).findFirst().orElseThrow();
        boolean lost = false;
        for (Counts one : copies.subList(0, copies.indexOf(own))) {
            if (one.selected > 0 && one.dispatcher == own.dispatcher && one.key != 0 && one.key == own.key) {
                if (one.drops + one.ends == 0) {
                    overtakings.add("copy " + copies.indexOf(one) + " was overtaken");
                }
                lost |= one.lost;
            }
        }
        own.mustFollowLoss = lost;
    }

    private final class Watch implements DispatcherListener {
        @Override
        public void breaker(Target target, boolean opened) {
            fuse.call();
        }

        @Override
        public void fault(Throwable fault) {
            fuse.call();
            faults.add(fault);
        }
    }

    /** What was counted of one copy. */
    final class Counts implements CopyAccount {
        private final CaptureRules rules;
        private final Dispatcher dispatcher;
        private final long key;
        private CopyCall call;
        private boolean mustFollowLoss;
        private boolean followsLoss;
        private boolean lost;
        private int selected;
        private int sents;
        private int drops;
        private int ends;
        private int overs;

        Counts(CaptureRules rules, Dispatcher dispatcher, long key) {
            this.rules = rules;
            this.dispatcher = dispatcher;
            this.key = key;
        }

        @Override
        public CaptureRules rules() {
            return rules;
        }

        @Override
        public void selected() {
            fuse.call();
            selected++;
        }

        @Override
        public ShadowRequest compose(Body body, boolean reconstructed) {
            fuse.call();
            return new ShadowRequest(SHADOW, "GET", "/", "shadow", Headers.empty(), body);
        }

        @Override
        public void sent() {
            fuse.call();
            sents++;
        }

        @Override
        public void responding(int status, Headers headers) {
            fuse.call();
        }

        @Override
        public boolean responseBody(ByteBuffer chunk) {
            fuse.call();
            return true;
        }

        @Override
        public void count(CallEnd end) {
            fuse.call();
            if (end instanceof CallEnd.Dropped dropped) {
                drops++;
                lost = dropped.reason() != DropReason.STATUS_NOT_WANTED;
            } else {
                ends++;
                lost = end instanceof CallEnd.Failed;
            }
        }

        @Override
        public void followsLoss() {
            fuse.call();
            followsLoss = true;
        }

        @Override
        public void over(CallEnd end, long sentAt, long endedAt) {
            fuse.call();
            overs++;
        }

        @Override
        public void tell(CallEnd end, long sentAt, long endedAt) {
            fuse.call();
        }
    }
}
