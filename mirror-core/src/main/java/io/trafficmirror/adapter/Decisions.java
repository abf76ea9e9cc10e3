// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.adapter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who has decided about a request that may come to one mirror by several entries: a container's filter in front, perhaps twice, and a
 * feature of the application behind it. The first that a request passes decides. Safe for concurrent use.
 *
 * <p>An outer entry answers a question about {@link #ATTRIBUTE} by its wrapper of the request, and stores nothing in it. Since it wraps
 * more than it would otherwise, it does so only where there is an inner entry that might ask.
 *
 * @since 0.1.0
 */
public final class Decisions {
    /** The attribute of a request by which an inner entry asks. No container holds it, and no list of attributes shows it. */
    public static final String ATTRIBUTE = "io.trafficmirror.decided";

    private final Map<Identity, OuterEntry> outer = new ConcurrentHashMap<>();
    private volatile boolean inner;

    /** Of a mirror that has no entry yet. */
    public Decisions() {}

    /** There is an inner entry from now on. */
    public void addInner() {
        inner = true;
    }

    /** Whether outer entries have to answer. */
    public boolean hasInner() {
        return inner;
    }

    /**
     * There is one more outer entry from now on, until it is {@linkplain OuterEntry#remove removed}.
     *
     * @param application to which it belongs, told apart by identity: entries of one application share what they know
     */
    public OuterEntry addOuter(Object application) {
        return outer.compute(new Identity(application), (key, known) -> {
            OuterEntry entry = known == null ? new OuterEntry(this, application) : known;
            entry.added();
            return entry;
        });
    }

    void removeOuter(Object application) {
        outer.computeIfPresent(new Identity(application), (key, known) -> known.removed() ? null : known);
    }

    /** Whether an inner entry has to ask. */
    public boolean hasOuter() {
        return !outer.isEmpty();
    }

    /**
     * The answer of an outer entry.
     *
     * @param others what the request itself answers, for other mirrors may have entries; null if nothing
     */
    public Object decided(@Nullable Object others) {
        return Decision.of(this, null, others);
    }

    /**
     * Whether the request has been decided about, or may have been: then an inner entry leaves it alone.
     *
     * @param answer what the request answers; null if nothing
     */
    public boolean isDecided(@Nullable Object answer) {
        return Decision.find(answer, this) != null || outer.values().stream().anyMatch(OuterEntry::isSilent);
    }
}
