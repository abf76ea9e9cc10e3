// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compatibility.spring;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.session.StandardManager;

/** Numbers the sessions of a Tomcat, so that the cookies of two can be compared. Safe for concurrent use. */
public final class CountedSessions extends StandardManager {
    private final AtomicInteger last = new AtomicInteger();

    /** Starts from 1. */
    public CountedSessions() {}

    @Override
    protected String generateSessionId() {
        return "session-" + last.incrementAndGet();
    }
}
