// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a response, without positions in arrays: {@code $.items[*].price}, {@code status}, {@code header.location}. One object for each place
 * of a {@link PathTable}: told apart by identity. Confined to one thread.
 *
 * <p>An object that shows many names over time holds data in them: from then on they are one place, {@code $.prices.*}.
 *
 * @since 0.1.0
 */
public final class Path {
    /** How many names an object may show before they are taken for data. */
    static final int MOST_NAMES = 64;

    private static final int LONGEST_NAME = 80;
    private static final int KEPT_OF_LONG = 64;

    /** A longer path, made of very many names, is cut where it is shown. */
    private static final int LONGEST_PATH = 512;

    private final PathTable table;
    private final @Nullable Path parent;
    private final String segment;
    private final PathRules.Positions rules;
    private final Map<String, Path> children = new HashMap<>(4);
    private boolean collapsed;

    Path(PathTable table, @Nullable Path parent, String segment, PathRules.Positions rules) {
        this.table = table;
        this.parent = parent;
        this.segment = segment;
        this.rules = rules;
    }

    /** The place of a member of this object. Of a name that is longer than is kept the beginning stands for all, with a hash. */
    public Path member(String name) {
        String literal = literal(bounded(name));
        Path known = children.get(literal);
        if (known != null) {
            return known;
        }
        if (collapsed || children.size() >= MOST_NAMES) {
            collapsed = true;
            return child(PathPattern.ANY);
        }
        return child(literal);
    }

    private static String bounded(String name) {
        String kept = name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, KEPT_OF_LONG) + "…" + Integer.toHexString(name.hashCode());
        return Text.whole(kept);
    }

    /** The place of the elements of this array. */
    public Path element() {
        return child(PathPattern.ELEMENT);
    }

    private Path child(String name) {
        Path known = children.get(name);
        if (known == null) {
            known = table.make(this, name);
            children.put(name, known);
        }
        return known;
    }

    /** How what lies here is compared. */
    public PathRule rule() {
        return rules.rule();
    }

    /** Whether values that lie here may be shown. */
    boolean showsValues() {
        return table.showsValues(this);
    }

    /** The root and the names below it. */
    List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (Path at = this; at != null; at = at.parent) {
            segments.add(at.segment);
        }
        Collections.reverse(segments);
        return segments;
    }

    /** Whether at most one value of a response lies here: not in an array, and not in an object whose names are data. */
    boolean isSingle() {
        for (Path at = this; at != null; at = at.parent) {
            if (at.segment.equals(PathPattern.ELEMENT) || at.segment.equals(PathPattern.ANY)) {
                return false;
            }
        }
        return this != table.overflow();
    }

    /** Whether it is a field of the header, or a part of one. */
    boolean isOfHeader() {
        return segments().get(0).equals("header");
    }

    /** Whether no rule speaks of it or of what lies below. */
    public boolean isFreeOfRules() {
        return rules.isPlain();
    }

    PathRules.Positions rules() {
        return rules;
    }

    PathTable table() {
        return table;
    }

    /** A name that can't be taken for a wildcard: those are escaped. */
    static String literal(String name) {
        return name.equals(PathPattern.ANY)
                        || name.equals(PathPattern.ELEMENT)
                        || name.equals(PathPattern.DEEP)
                        || name.startsWith("\\")
                ? "\\" + name
                : name;
    }

    /** As {@link PathPattern#parse} reads it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text);
        if (text.length() <= LONGEST_PATH) {
            return text.toString();
        }
        String all = text.toString();
        return Text.whole(all.substring(0, LONGEST_PATH)) + "…" + Integer.toHexString(all.hashCode());
    }

    private void append(StringBuilder text) {
        Path above = parent;
        if (above == null) {
            text.append(segment);
            return;
        }
        above.append(text);
        if (segment.equals(PathPattern.ELEMENT)) {
            text.append(segment);
        } else if (isPlain(segment) || segment.equals(PathPattern.ANY)) {
            text.append('.').append(segment);
        } else {
            String name = segment.startsWith("\\") ? segment.substring(1) : segment;
            text.append("['")
                    .append(name.replace("\\", "\\\\").replace("'", "\\'"))
                    .append("']");
        }
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '@' && c != '$') {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
