// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import io.trafficmirror.compare.document.Document;
import io.trafficmirror.compare.document.NodeKind;
import io.trafficmirror.compare.document.SubtreeHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of the subtrees of a document under the rules of a route: what is ignored does not count, a set is its distinct elements, of a value with a
 * format that format counts. Equal hashes: equal under the rules. Below what no rule speaks of they are those of the document. Without recursion: first
 * forward, for the rules, then backward, for the hashes. Confined to one thread.
 */
final class RuledHashes {
    private static final long IGNORED = 0x5bd1e9955bd1e995L;

    private final TransitionDetector formats;
    private PathRules.@Nullable Positions[] positions = new PathRules.@Nullable Positions[0];
    private long[] hashes = new long[0];
    private boolean plain = true;

    RuledHashes(TransitionDetector formats) {
        this.formats = formats;
    }

    /** Computes them, where there are rules at all. */
    void compute(Document document, PathRules rules, PathRules.Positions root) {
        plain = root.isPlain();
        if (plain) {
            return;
        }
        int size = document.size();
        if (hashes.length < size) {
            hashes = new long[size];
            positions = new PathRules.@Nullable Positions[size];
        } else {
            Arrays.fill(positions, 0, size, null);
        }
        positions[0] = root;
        for (int node = 0; node < size; ) {
            node = spread(document, node, rules);
        }
        for (int node = size - 1; node >= 0; node--) {
            PathRules.Positions at = positions[node];
            hashes[node] = at == null ? document.exact(node) : hash(document, node, at.rule());
        }
        Arrays.fill(positions, 0, size, null);
    }

    /** Hands the rules of a node on to its children; returns the next node of which a rule speaks, or may speak. */
    private int spread(Document document, int node, PathRules rules) {
        PathRules.Positions at = positions[node];
        if (at == null) {
            return node + 1;
        }
        if (at.rule().ignore()) {
            return document.next(node);
        }
        NodeKind kind = document.kind(node);
        if (kind == NodeKind.ARRAY || kind == NodeKind.OBJECT) {
            for (int child = node + 1; child < document.next(node); child = document.next(child)) {
                PathRules.Positions next =
                        kind == NodeKind.ARRAY ? rules.element(at) : rules.member(at, document.name(child));
                positions[child] = next.isPlain() ? null : next;
            }
        }
        return node + 1;
    }

    private long hash(Document document, int node, PathRule rule) {
        if (rule.ignore()) {
            return IGNORED;
        }
        return switch (document.kind(node)) {
            case ARRAY -> array(document, node, rule);
            case OBJECT -> object(document, node);
            case STRING, NUMBER, BOOLEAN, NULL ->
                rule.sameFormat() ? formats.hashOfFormat(document, node) : document.exact(node);
        };
    }

    private long array(Document document, int array, PathRule rule) {
        long[] elements = new long[document.count(array)];
        int n = 0;
        for (int child = array + 1; child < document.next(array); child = document.next(child)) {
            elements[n++] = hashes[child];
        }
        if (rule.array() != PathRule.ArrayMode.LIST) {
            Arrays.sort(elements);
        }
        long hash = 3;
        for (int i = 0; i < n; i++) {
            boolean again = i > 0 && elements[i] == elements[i - 1];
            if (!again || rule.array() != PathRule.ArrayMode.SET) {
                hash = SubtreeHash.then(hash, elements[i]);
            }
        }
        return hash;
    }

    /** An ignored member that is absent is the same as one that is there. */
    private long object(Document document, int object) {
        long sum = 5;
        for (int child = object + 1; child < document.next(object); child = document.next(child)) {
            if (hashes[child] != IGNORED) {
                sum += SubtreeHash.named(document.nameHash(child), hashes[child]);
            }
        }
        return SubtreeHash.mix(sum);
    }

    /** The hash of a subtree of the document for which they were computed last. */
    long of(Document document, int node) {
        return plain ? document.exact(node) : hashes[node];
    }
}
