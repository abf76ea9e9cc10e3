// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.capture;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The adapters by which requests come to one mirror, where one may stand behind another: a container's filter in front, a feature of
 * the application behind it. The first that a request passes decides about it. Safe for concurrent use.
 *
 * <p>An outer door answers a question about {@link #DECIDED} by its wrapper of the request, and stores nothing in it. Since it wraps
 * more than it would otherwise, it does so only where there is an inner door that might ask.
 */
public final class Doors {
    /** The attribute of a request by which an inner door asks. No container holds it, and no list of attributes shows it. */
    public static final String DECIDED = "io.trafficmirror.decided";

    private final Set<BooleanSupplier> outer = ConcurrentHashMap.newKeySet();
    private volatile boolean inner;

    /** Without any door. */
    public Doors() {}

    /** There is an inner door from now on. */
    public void addInner() {
        inner = true;
    }

    /** Whether outer doors have to answer. */
    public boolean hasInner() {
        return inner;
    }

    /**
     * There is an outer door from now on.
     *
     * @param silent whether requests are behind it of which nobody can be told that they are decided: they came before any inner door
     */
    public void addOuter(BooleanSupplier silent) {
        outer.add(silent);
    }

    /** An outer door is gone, of those that were added. */
    public void removeOuter(BooleanSupplier silent) {
        outer.remove(silent);
    }

    /** Whether an inner door has to ask. */
    public boolean hasOuter() {
        return !outer.isEmpty();
    }

    /**
     * The response of an outer door.
     *
     * @param others what the request itself answers, for other mirrors may have doors; null if nothing
     */
    public Object decided(@Nullable Object others) {
        return new Decided(this, others instanceof Decided more ? more : null);
    }

    /**
     * Whether the request has been decided about, or may have been: then an inner door leaves it alone.
     *
     * @param answer what the request answers; null if nothing
     */
    public boolean isDecided(@Nullable Object answer) {
        for (Decided d = answer instanceof Decided first ? first : null; d != null; d = d.next) {
            if (d.doors == this) {
                return true;
            }
        }
        return outer.stream().anyMatch(BooleanSupplier::getAsBoolean);
    }

    /** A response that gives nothing away to others. */
    private static final class Decided {
        private final Doors doors;
        private final @Nullable Decided next;

        Decided(Doors doors, @Nullable Decided next) {
            this.doors = doors;
            this.next = next;
        }
    }
}
