// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The differences of one comparison, each once, up to a bound. Above it the two are simply different: one difference at the root takes the place of
 * all. Confined to one thread.
 */
public final class Differences {
    private final Path root;
    private final int most;
    private final Set<Difference> found = new LinkedHashSet<>();
    private boolean overflown;

    /**
     * None yet.
     *
     * @param root stands for the whole response
     * @param most how many are told apart, 1 or more
     */
    public Differences(Path root, int most) {
        this.root = root;
        this.most = most;
    }

    /** One more, unless its path is ignored. */
    public void add(Path path, DifferenceKind kind, Transition transition) {
        if (overflown || path.rule().ignore()) {
            return;
        }
        if (found.size() == most && !found.contains(new Difference(path, kind, transition))) {
            overflown = true;
            found.clear();
            found.add(new Difference(root, DifferenceKind.VALUE, Transition.MANY));
            return;
        }
        found.add(new Difference(path, kind, transition));
    }

    /** Whether nothing more can be told apart. */
    public boolean isFull() {
        return overflown;
    }

    /** All, in the order in which they were found. */
    public Set<Difference> all() {
        return found;
    }
}
