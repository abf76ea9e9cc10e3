// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The outer entries of one mirror in one application. Knows which requests are within one of them without a wrapper to tell it, so
 * that a second entry, or a second mapping of the first, leaves them alone. Safe for concurrent use.
 *
 * <p>Undertow starts a filter when it is first needed, and calls one filter twice where two of its mappings match; so it can't be
 * known from the start whether that will happen.
 *
 * @since 0.1.0
 */
public final class OuterEntry {
    private final Decisions decisions;
    private final Object application;
    private final AtomicInteger entries = new AtomicInteger();
    private final Set<Identity> inside = ConcurrentHashMap.newKeySet();
    private volatile boolean doubled;

    OuterEntry(Decisions decisions, Object application) {
        this.decisions = decisions;
        this.application = application;
    }

    void added() {
        entries.incrementAndGet();
    }

    boolean removed() {
        return entries.decrementAndGet() == 0;
    }

    /** Whether requests pass more than one entry, so that also the decision against a copy has to be written down. */
    public boolean isShared() {
        return doubled || entries.get() > 1;
    }

    /** A request without a wrapper of ours enters. */
    public void enter(Object request) {
        inside.add(new Identity(request));
    }

    /** It is left. */
    public void leave(Object request) {
        inside.remove(new Identity(request));
    }

    /** Whether this very request is within an entry. */
    public boolean isInside(Object request) {
        boolean found = isSilent() && inside.contains(new Identity(request));
        doubled |= found;
        return found;
    }

    /** Whether there are requests within of which nobody can be told that they are decided. */
    public boolean isSilent() {
        return !inside.isEmpty();
    }

    /** One of these entries is gone. */
    public void remove() {
        decisions.removeOuter(application);
    }
}
