// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.benchmarks.transport;

import com.sun.management.ThreadMXBean;
import io.trafficmirror.benchmarks.paper.Sample;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Headers;
import io.trafficmirror.targets.Target;
import io.trafficmirror.transport.CallListener;
import io.trafficmirror.transport.Outcome;
import io.trafficmirror.transport.ShadowTransport;
import io.trafficmirror.transport.TransportSettings;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** One transport, the load on it, and what its threads spend. Driven by one thread. */
final class MeasuredTransport implements CallListener {
    private static final int IN_FLIGHT = 32;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String name;
    private final Target target;
    private final ShadowTransport transport;
    private final Semaphore slots = new Semaphore(IN_FLIGHT);
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Set<Long> before = ids();
    private Set<Long> own = Set.of();

    /** Microseconds and bytes per copy: CPU of the transport's threads, time of handing over, time of the compiler; and copies per second. */
    record Cost(double cpu, double offer, double bytes, double perSecond, long failed, double jit) {
        Sample sample(String scenario, String transport, int round) {
            return new Sample(
                    scenario,
                    transport,
                    round,
                    Map.of(
                            "total", cpu + offer,
                            "cpu", cpu,
                            "offer", offer,
                            "bytes", bytes,
                            "perSecond", perSecond,
                            "failed", (double) failed,
                            "jit", jit));
        }
    }

    MeasuredTransport(
            String name, ShadowTransport.Factory factory, Target target, Optional<javax.net.ssl.SSLContext> ssl) {
        this.name = name;
        this.target = target;
        transport = factory.open(new TransportSettings(
                target, IN_FLIGHT, Duration.ofSeconds(1), 1 << 16, ssl, false, Optional.empty(), work -> {
                    Thread thread = new Thread(work, name + "-transport");
                    thread.setDaemon(true);
                    return thread;
                }));
    }

    String name() {
        return name;
    }

    /** After a warm-up: all threads that have come since the start, but for this one, are the transport's. */
    void claimThreads() {
        Set<Long> now = ids();
        now.removeAll(before);
        own = now;
    }

    /** Sends for so long, at this rate with random gaps; rate 0: as fast as it goes. */
    Cost run(ShadowRequest request, double perSecond, Duration time) {
        Random random = new Random(1);
        Map<Long, Long> cpu = used(true);
        Map<Long, Long> bytes = used(false);
        long compiling = ManagementFactory.getCompilationMXBean().getTotalCompilationTime();
        long answeredBefore = answered.sum();
        long failedBefore = failed.sum();
        long offering = 0;
        long offers = 0;
        long start = System.nanoTime();
        long next = start;
        while (System.nanoTime() - start < time.toNanos()) {
            if (perSecond > 0) {
                next += (long) (-Math.log(1 - random.nextDouble()) / perSecond * 1e9);
                for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
            }
            slots.acquireUninterruptibly();
            long from = System.nanoTime();
            transport.start(() -> request, this);
            offering += System.nanoTime() - from;
            offers++;
        }
        slots.acquireUninterruptibly(IN_FLIGHT);
        slots.release(IN_FLIGHT);
        double copies = answered.sum() - answeredBefore;
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Cost(
                since(cpu, true) / copies / 1e3,
                (double) offering / offers / 1e3,
                since(bytes, false) / copies,
                copies / seconds,
                failed.sum() - failedBefore,
                (ManagementFactory.getCompilationMXBean().getTotalCompilationTime() - compiling) * 1e3 / copies);
    }

    ShadowRequest request(String method, io.trafficmirror.http.Body body) {
        Headers headers = Headers.of(
                "User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "Accept-Language", "en-GB,en;q=0.5",
                "Accept-Encoding", "gzip, deflate, br",
                "Cookie", "session=0123456789abcdef0123456789abcdef; theme=dark; consent=yes-to-all-of-it",
                "X-Forwarded-For", "192.0.2.17",
                "X-Forwarded-Host", "shop.example",
                "X-Request-Id", "5f0c1d52-7a1e-4a0e-9c55-0b1f8f1d2a33",
                "X-Shadow-Request", "true",
                "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        return new ShadowRequest(target, method, "/api/v1/items/42?expand=prices", target.authority(), headers, body);
    }

    void close() {
        transport.close(Duration.ZERO);
    }

    /** What each of its threads has used: nanoseconds or bytes. */
    private Map<Long, Long> used(boolean cpu) {
        Map<Long, Long> used = new HashMap<>();
        for (long id : own) {
            used.put(id, cpu ? THREADS.getThreadCpuTime(id) : THREADS.getThreadAllocatedBytes(id));
        }
        return used;
    }

    /** What they have used since; a thread that has ended meanwhile counts as nothing. */
    private double since(Map<Long, Long> before, boolean cpu) {
        double sum = 0;
        for (Map.Entry<Long, Long> now : used(cpu).entrySet()) {
            sum += Math.max(0, now.getValue() - before.getOrDefault(now.getKey(), 0L));
        }
        return sum;
    }

    private static Set<Long> ids() {
        Set<Long> all = new HashSet<>();
        for (long id : THREADS.getAllThreadIds()) {
            all.add(id);
        }
        return all;
    }

    @Override
    public void onSending() {}

    @Override
    public void onHeaders(int status, Headers headers) {}

    @Override
    public boolean onBody(ByteBuffer chunk) {
        return true;
    }

    @Override
    public void onDone(Outcome outcome) {
        (outcome instanceof Outcome.Answered ? answered : failed).increment();
        slots.release();
    }
}
