// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A body as values: nodes in document order, each container before what it holds, with two hashes of the subtree below each node. Memory is
 * kept from one body to the next. Confined to one thread; filled by a {@link DocumentReader}.
 *
 * <p>A node is a number from 0 (the root) to {@code size() - 1}. Its first child, if it has any, is the next number; {@link #next} of a child is its
 * next sibling, until that of the container.
 *
 * @since 0.1.0
 */
public final class Document {
    private static final int FIRST = 256;

    /** What is kept for the next body at most; a larger one is given back to the heap. */
    private static final int MOST_KEPT = 1 << 17;

    private NodeKind[] kinds = new NodeKind[FIRST];
    private int[] next = new int[FIRST];
    private int[] counts = new int[FIRST];
    private int[] starts = new int[FIRST];
    private int[] lengths = new int[FIRST];
    private long[] exact = new long[FIRST];
    private long[] loose = new long[FIRST];
    private long[] nameHashes = new long[FIRST];
    private @Nullable String[] names = new @Nullable String[FIRST];
    private char[] chars = new char[FIRST];
    private int size;
    private int used;

    /** An empty document. */
    Document() {}

    /** Forgets the body. */
    void clear() {
        if (kinds.length > MOST_KEPT || chars.length > MOST_KEPT * 8) {
            kinds = new NodeKind[FIRST];
            next = new int[FIRST];
            counts = new int[FIRST];
            starts = new int[FIRST];
            lengths = new int[FIRST];
            exact = new long[FIRST];
            loose = new long[FIRST];
            nameHashes = new long[FIRST];
            names = new @Nullable String[FIRST];
            chars = new char[FIRST];
        } else {
            Arrays.fill(names, 0, size, null);
        }
        size = 0;
        used = 0;
    }

    /** Adds a node; its text and hashes are set later. */
    int add(NodeKind kind, @Nullable String name) {
        if (size == kinds.length) {
            growNodes();
        }
        int node = size++;
        kinds[node] = kind;
        names[node] = name;
        counts[node] = 0;
        starts[node] = used;
        lengths[node] = 0;
        next[node] = size;
        return node;
    }

    private void growNodes() {
        int larger = kinds.length * 2;
        kinds = Arrays.copyOf(kinds, larger);
        next = Arrays.copyOf(next, larger);
        counts = Arrays.copyOf(counts, larger);
        starts = Arrays.copyOf(starts, larger);
        lengths = Arrays.copyOf(lengths, larger);
        exact = Arrays.copyOf(exact, larger);
        loose = Arrays.copyOf(loose, larger);
        nameHashes = Arrays.copyOf(nameHashes, larger);
        names = Arrays.copyOf(names, larger);
    }

    void text(int node, char[] source, int offset, int length) {
        if (used + length > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(chars.length * 2, used + length));
        }
        System.arraycopy(source, offset, chars, used, length);
        starts[node] = used;
        lengths[node] = length;
        used += length;
    }

    void hashes(int node, long exactHash, long looseHash) {
        exact[node] = exactHash;
        loose[node] = looseHash;
    }

    void nameHash(int node, long hash) {
        nameHashes[node] = hash;
    }

    void close(int container, int children) {
        next[container] = size;
        counts[container] = children;
    }

    /** How many nodes there are; 0 before anything was read. */
    public int size() {
        return size;
    }

    /** What a node is. */
    public NodeKind kind(int node) {
        return kinds[node];
    }

    /** The node behind the subtree of this one. */
    public int next(int node) {
        return next[node];
    }

    /** How many children a container has; 0 for others. */
    public int count(int node) {
        return counts[node];
    }

    /** The name of a member of an object; empty for others. */
    public String name(int node) {
        String name = names[node];
        return name == null ? "" : name;
    }

    /** The hash of a member's name; of no meaning for others. */
    public long nameHash(int node) {
        return nameHashes[node];
    }

    /** The hash of a subtree in which arrays have an order. Equal hashes: equal by value. */
    public long exact(int node) {
        return exact[node];
    }

    /** The hash of a subtree in which the order of arrays, at every depth, is of no meaning. */
    public long loose(int node) {
        return loose[node];
    }

    /** The text of a string, number or boolean; a new string at each call. */
    public String text(int node) {
        return new String(chars, starts[node], lengths[node]);
    }

    /** The beginning of that text, at most so many UTF-16 units. */
    public String text(int node, int most) {
        return new String(chars, starts[node], Math.min(most, lengths[node]));
    }

    /** How many UTF-16 units {@link #text(int)} has. */
    public int length(int node) {
        return lengths[node];
    }
}
