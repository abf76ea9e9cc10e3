// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.transport.jdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Headers;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.FailureReason;
import io.trafficmirror.transport.OutboundCopy;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowCall;
import io.trafficmirror.transport.TransportSettings;
import java.net.ProtocolException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One exchange, blocking on its own thread. An abort interrupts that thread, which makes the client close the connection. Safe for
 * concurrent use.
 */
final class JdkCall implements ShadowCall, Runnable {
    private static final String EXHAUSTED =
            "too many answers that the JDK's client could not read: below JDK 21 each costs a connection for good";

    private final OutboundCopy copy;
    private final GuardedListener listener;
    private final Clients clients;
    private final Executor clientWork;
    private final TransportSettings settings;
    private final RequestFactory requests;
    private final StreamSlots streams;
    private final Consumer<JdkCall> whenOver;

    /** Whether the client could read the head of a response, after which nothing is tried again. */
    private volatile boolean headed;

    @GuardedBy("this")
    private @Nullable Thread runner;

    @GuardedBy("this")
    private Outcome.@Nullable Failed abortedAs;

    @GuardedBy("this")
    private boolean begun;

    @GuardedBy("this")
    private boolean over;

    JdkCall(
            OutboundCopy copy,
            CallListener listener,
            Clients clients,
            Executor clientWork,
            TransportSettings settings,
            RestrictedHeaders restricted,
            StreamSlots streams,
            Consumer<JdkCall> whenOver) {
        this.copy = copy;
        this.listener = new GuardedListener(listener);
        this.clients = clients;
        this.clientWork = clientWork;
        this.settings = settings;
        this.requests = new RequestFactory(restricted);
        this.streams = streams;
        this.whenOver = whenOver;
    }

    /** A call that has not begun ends here and now: the threads it waits for may be stuck for good. */
    @Override
    public void abort(FailureReason reason, String detail) {
        Outcome.Failed failed = new Outcome.Failed(reason, detail);
        synchronized (this) {
            if (over || abortedAs != null) {
                return;
            }
            abortedAs = failed;
            if (runner != null) {
                runner.interrupt();
                return;
            }
            over = true;
        }
        whenOver.accept(this);
        listener.onDone(failed);
    }

    /** Whether a thread has taken it up. */
    synchronized boolean hasBegun() {
        return begun;
    }

    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        Outcome outcome;
        try {
            outcome = exchange();
        } catch (Throwable t) {
            Outcome.Failed failed = Failures.of(t);
            if (failed.reason() == FailureReason.PROTOCOL
                    && (!headed || Failures.isLength(t))
                    && !Failures.isSwitch(t)) {
                clients.lost();
            }
            outcome = failed;
        }
        whenOver.accept(this);
        if (outcome != null) {
            listener.onDone(end(outcome));
        } else {
            end(new Outcome.Unsendable("given up"));
        }
    }

    private synchronized boolean begin() {
        if (over || begun) {
            return false;
        }
        begun = true;
        runner = Thread.currentThread();
        return true;
    }

    /** Settles the outcome and clears an interrupt that came too late to matter. */
    private synchronized Outcome end(Outcome outcome) {
        over = true;
        runner = null;
        Thread.interrupted();
        Outcome.Failed aborted = abortedAs;
        return aborted != null && !(outcome instanceof Outcome.Answered) ? aborted : outcome;
    }

    /** Null if the copy was given up while it waited. */
    private @Nullable Outcome exchange() throws Exception {
        ShadowRequest request = copy.request();
        if (request == null) {
            return null;
        }
        HttpRequest.BodyPublisher publisher = Publishers.of(request.body(), clientWork);
        HttpRequest built;
        try {
            HttpRequest.Builder builder = requests.build(request);
            RequestFactory.method(builder, request, publisher);
            built = builder.build();
        } catch (UnsendableException | IllegalArgumentException e) {
            return new Outcome.Unsendable(String.valueOf(e.getMessage()));
        }
        listener.onSending();
        if (clients.isExhausted()) {
            return new Outcome.Failed(FailureReason.PROTOCOL, EXHAUSTED);
        }
        return streams.call(() -> clients.send(built, this::read).body(), () -> mayRepeat(publisher));
    }

    private boolean mayRepeat(HttpRequest.BodyPublisher publisher) {
        return !headed && !(publisher instanceof StreamPublisher stream && stream.isTaken());
    }

    private HttpResponse.BodySubscriber<Outcome.Answered> read(HttpResponse.ResponseInfo info) {
        headed = true;
        clients.heard(info.version());
        ResponseReader reader = new ResponseReader(info.statusCode(), settings.maxResponseBytes(), listener);
        try {
            if (!info.headers().allValues("Content-Length").stream().allMatch(JdkCall::isLength)) {
                // The client takes a negative one for none, and would wait for the connection's end.
                throw new ProtocolException("a length that is none");
            }
            listener.onHeaders(info.statusCode(), headers(info.headers()));
        } catch (Throwable t) {
            reader.refuse(t);
        }
        return reader;
    }

    private static boolean isLength(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Headers headers(HttpHeaders received) {
        Headers.Builder headers = Headers.builder(received.map().size());
        received.map().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        return headers.build();
    }
}
