// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit.servlet;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the thread of each request allocates from the application's first filter on. Safe for concurrent use. */
final class Allocations {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final BlockingQueue<Long> bytes = new LinkedBlockingQueue<>();

    /** A filter in front. */
    void around(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        chain.doFilter(request, response);
        bytes.add(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
    }

    /**
     * Those of one scenario: the first is of the server without the filter under test.
     *
     * @return how many bytes more each of the others has allocated
     */
    List<Long> besides() throws InterruptedException {
        long plain = next();
        return List.of(next() - plain, next() - plain);
    }

    private long next() throws InterruptedException {
        Long next = bytes.poll(60, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("the filter in front has not been left");
        }
        return next;
    }
}
