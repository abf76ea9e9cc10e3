// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.chaos;

import io.trafficmirror.TrafficMirror;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.Exchange;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A primary without a server: threads that do to a mirror what an adapter does, as fast as they can. Whatever the mirror throws at
 * them is an error of the primary, and kept. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class BusyPrimary {
    private static final int CHUNK = 1000;

    private final TrafficMirror mirror;
    private final int threads;
    private final AtomicLong served = new AtomicLong();
    private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();

    /** A primary with so many request threads. */
    public BusyPrimary(TrafficMirror mirror, int threads) {
        this.mirror = mirror;
        this.threads = threads;
    }

    /** Serves so many requests, every other one with content, and returns when all are answered. */
    public void serve(int requests) {
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int share = requests / threads + (i < requests % threads ? 1 : 0);
            Thread thread = new Thread(() -> serveSome(share), "busy-primary-" + i);
            thread.setDaemon(true);
            running.add(thread);
            thread.start();
        }
        running.forEach(BusyPrimary::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveSome(int requests) {
        for (int i = 0; i < requests; i++) {
            long number = served.incrementAndGet();
            if (number % 2 == 0) {
                get("/" + number);
            } else {
                post("/" + number, new byte[(int) (number % 7) * CHUNK + 1]);
            }
        }
    }

    /** Serves one request without content. */
    public void get(String target, String... headers) {
        serve(head("GET", target, Headers.of(headers)), new byte[0]);
    }

    /** Serves one request with content of a known length. */
    public void post(String target, byte[] content) {
        serve(head("POST", target, Headers.of("Content-Length", "" + content.length)), content);
    }

    /** Serves one request: the application reads all of its content in steps, then answers 200. */
    public void serve(RequestHead head, byte[] content) {
        try {
            Exchange exchange = mirror.observe(head);
            BodySink body = exchange.requestBody();
            for (int at = 0; at < content.length && body.isOpen(); at += CHUNK) {
                body.write(content, at, Math.min(CHUNK, content.length - at));
            }
            body.end();
            exchange.end(new ResponseHead(200, Headers.empty()));
        } catch (Throwable t) {
            errors.add(t);
        }
    }

    /** A request of a client of {@code shop.example}. */
    public static RequestHead head(String method, String target, Headers headers) {
        return new RequestHead(method, "http", "shop.example", target, headers);
    }

    /** What the mirror threw at request threads: must stay empty. */
    public List<Throwable> errors() {
        return List.copyOf(errors);
    }
}
