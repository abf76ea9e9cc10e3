// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.testkit;

import io.trafficmirror.report.MirrorEvent;
import io.trafficmirror.report.MirrorListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps every event of a mirror until a test claims it, and fails the test that leaves one unclaimed: what nobody expected must not
 * pass unseen. Close it after the mirror, which tells what is left when it is closed. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class RecordingListener implements MirrorListener, AutoCloseable {
    private final Signal signal = new Signal();
    private final List<MirrorEvent> unclaimed = new ArrayList<>();

    /** A listener that has heard nothing. */
    public RecordingListener() {}

    @Override
    public void onEvent(MirrorEvent event) {
        synchronized (unclaimed) {
            unclaimed.add(event);
        }
        signal.changed();
    }

    /**
     * Claims the first event of this type.
     *
     * @throws AssertionError when there is none within the time; it says what there was
     */
    public <E extends MirrorEvent> E take(Class<E> type, Duration within) {
        return take(type, event -> true, within);
    }

    /** Claims the first event of this type that is as wanted. */
    public <E extends MirrorEvent> E take(Class<E> type, Predicate<? super E> wanted, Duration within) {
        List<E> taken = new ArrayList<>(1);
        if (signal.await(() -> claim(type, wanted).map(taken::add).isPresent(), within)) {
            return taken.get(0);
        }
        throw new AssertionError(
                "expected " + type.getSimpleName() + " within " + within + ", but there was " + left());
    }

    /** Claims all events of this type that have come so far. */
    public <E extends MirrorEvent> List<E> takeAll(Class<E> type) {
        List<E> taken = new ArrayList<>();
        for (Optional<E> next = claim(type, event -> true); next.isPresent(); next = claim(type, event -> true)) {
            taken.add(next.get());
        }
        return taken;
    }

    private <E extends MirrorEvent> Optional<E> claim(Class<E> type, Predicate<? super E> wanted) {
        synchronized (unclaimed) {
            Optional<E> first = unclaimed.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(wanted)
                    .findFirst();
            first.ifPresent(unclaimed::remove);
            return first;
        }
    }

    private List<MirrorEvent> left() {
        synchronized (unclaimed) {
            return List.copyOf(unclaimed);
        }
    }

    /**
     * Checks that every event was claimed.
     *
     * @throws AssertionError naming those that were not
     */
    @Override
    public void close() {
        List<MirrorEvent> left = left();
        if (!left.isEmpty()) {
            throw new AssertionError("events that nobody claimed: " + left);
        }
    }
}
