// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules of one route, as an automaton that is moved on by each segment of a path. Of several rules that meet a path the one given first counts.
 * Immutable.
 *
 * @since 0.1.0
 */
public final class PathRules {
    /** No rules. */
    public static final PathRules NONE = new PathRules(List.of());

    private static final String NAMESPACE = "@xmlns";

    private static final Positions PLAIN = new Positions(List.of(), PathRule.DEFAULT);

    private final List<Entry> entries;

    private record Entry(PathPattern pattern, PathRule rule) {}

    /**
     * Where the rules stand behind some segments of a path.
     *
     * @param rule which rule, by its index
     * @param segment how many of its segments are met
     */
    private record Position(int rule, int segment) {}

    /** Where all rules stand at one path. Immutable. */
    static final class Positions {
        private final List<Position> alive;
        private final PathRule rule;

        private Positions(List<Position> alive, PathRule rule) {
            this.alive = alive;
            this.rule = rule;
        }

        PathRule rule() {
            return rule;
        }

        /** Whether no rule says anything of what lies below, and none of this. */
        boolean isPlain() {
            return alive.isEmpty() && rule.equals(PathRule.DEFAULT);
        }
    }

    private PathRules(List<Entry> entries) {
        this.entries = entries;
    }

    /** Rules in the order in which they count. */
    public static PathRules of(Map<PathPattern, PathRule> rules) {
        List<Entry> entries = new ArrayList<>();
        rules.forEach((pattern, rule) -> entries.add(new Entry(pattern, rule)));
        return new PathRules(List.copyOf(entries));
    }

    /** Where the rules stand at the elements of an array. */
    Positions element(Positions array) {
        return move(array, PathPattern.ELEMENT);
    }

    /** Where they stand at a member of an object. */
    Positions member(Positions object, String name) {
        return object.alive.isEmpty() ? move(object, "") : move(object, Path.literal(name));
    }

    /** Where the rules stand at a root. */
    Positions start(String root) {
        List<Position> alive = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).pattern().segments().get(0).equals(root)) {
                reach(i, 1, alive);
            }
        }
        return positions(alive, PathRule.DEFAULT);
    }

    /** Where they stand one segment further. */
    Positions move(Positions from, String segment) {
        if (from.alive.isEmpty()) {
            return from.rule.ignore() ? from : PLAIN;
        }
        List<Position> alive = moved(from, segment);
        boolean ignored = from.rule.ignore() || (isOfAttribute(segment) && isIgnored(from, attribute(segment)));
        return positions(alive, ignored ? PathRule.IGNORE : PathRule.DEFAULT);
    }

    /** Whether this is the namespace of an attribute of XML, which has none of its own rules where the attribute is ignored. */
    private static boolean isOfAttribute(String segment) {
        return segment.length() > NAMESPACE.length() && segment.startsWith("@") && segment.endsWith(NAMESPACE);
    }

    private static String attribute(String segment) {
        return segment.substring(0, segment.length() - NAMESPACE.length());
    }

    private boolean isIgnored(Positions from, String segment) {
        return positions(moved(from, segment), PathRule.DEFAULT).rule.ignore();
    }

    private List<Position> moved(Positions from, String segment) {
        List<Position> alive = new ArrayList<>();
        for (Position at : from.alive) {
            List<String> segments = entries.get(at.rule()).pattern().segments();
            if (at.segment() == segments.size()) {
                continue;
            }
            String wanted = segments.get(at.segment());
            if (wanted.equals(PathPattern.DEEP)) {
                reach(at.rule(), at.segment(), alive);
            } else if (wanted.equals(segment)
                    || (wanted.equals(PathPattern.ANY) && !segment.equals(PathPattern.ELEMENT))) {
                reach(at.rule(), at.segment() + 1, alive);
            }
        }
        return alive;
    }

    /** A rule stands here, and, where what comes next may be nothing, behind that too. */
    private void reach(int rule, int segment, List<Position> alive) {
        List<String> segments = entries.get(rule).pattern().segments();
        alive.add(new Position(rule, segment));
        if (segment < segments.size() && segments.get(segment).equals(PathPattern.DEEP)) {
            reach(rule, segment + 1, alive);
        }
    }

    private Positions positions(List<Position> alive, PathRule otherwise) {
        PathRule rule = otherwise;
        int first = Integer.MAX_VALUE;
        for (Position at : alive) {
            if (at.segment() == entries.get(at.rule()).pattern().segments().size() && at.rule() < first) {
                first = at.rule();
                rule = otherwise.ignore() ? otherwise : entries.get(first).rule();
            }
        }
        return new Positions(alive.isEmpty() ? List.of() : alive, rule);
    }
}
