// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The places at which responses of one route were seen to differ. Its size is bounded: what comes above it is at one place of its own. Confined to
 * one thread.
 *
 * @since 0.1.0
 */
public final class PathTable {
    private final PathRules rules;
    private final int most;
    private final List<PathPattern> shown;
    private final BooleanSupplier mayAdd;
    private final Path body;
    private final Path status;
    private final Path header;
    private final Path overflow;
    private int size;

    /**
     * A table without places but the roots.
     *
     * @param rules of the route
     * @param most places that are told apart, 1 or more
     */
    public PathTable(PathRules rules, int most) {
        this(rules, most, List.of(), () -> true);
    }

    /**
     * A table without places but the roots.
     *
     * @param shown places whose values may be shown
     * @param mayAdd asked before one more place is told apart: whether all tables together have room for it
     */
    public PathTable(PathRules rules, int most, List<PathPattern> shown, BooleanSupplier mayAdd) {
        this.rules = rules;
        this.most = most;
        this.shown = List.copyOf(shown);
        this.mayAdd = mayAdd;
        this.body = new Path(this, null, "$", rules.start("$"));
        this.status = new Path(this, null, "status", rules.start("status"));
        this.header = new Path(this, null, "header", rules.start("header"));
        this.overflow = new Path(this, null, "(other paths)", PathRules.NONE.start(""));
    }

    /** The body. */
    public Path body() {
        return body;
    }

    /** The status. */
    public Path status() {
        return status;
    }

    /** A header field, by its name in lower case. */
    public Path header(String name) {
        return header.member(name);
    }

    /** The place of everything that is not told apart any more. */
    public Path overflow() {
        return overflow;
    }

    boolean showsValues(Path path) {
        return !shown.isEmpty() && shown.stream().anyMatch(pattern -> pattern.matches(path.segments()));
    }

    PathRules rules() {
        return rules;
    }

    Path make(Path parent, String segment) {
        if (parent == overflow || size == most || !mayAdd.getAsBoolean()) {
            return overflow;
        }
        size++;
        return new Path(this, parent, segment, rules.move(parent.rules(), segment));
    }
}
