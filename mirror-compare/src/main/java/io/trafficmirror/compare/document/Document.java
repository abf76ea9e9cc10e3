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

    private byte[] kinds = new byte[FIRST];

    /** Where the text of a node begins; of a container, the node behind its subtree. */
    private int[] places = new int[FIRST];

    /** The length of that text; of a container, how many children it has. */
    private int[] sizes = new int[FIRST];

    private long[] exact = new long[FIRST];

    /** Of containers only: other values have no order. */
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
            kinds = new byte[FIRST];
            places = new int[FIRST];
            sizes = new int[FIRST];
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
    int add(NodeKind kind) {
        if (size == kinds.length) {
            growNodes();
        }
        int node = size++;
        kinds[node] = kind.code();
        sizes[node] = 0;
        return node;
    }

    /** Names a node, with the hash of the name. */
    void name(int node, String name, long hash) {
        names[node] = name;
        nameHashes[node] = hash;
    }

    void nameHash(int node, long hash) {
        nameHashes[node] = hash;
    }

    private void growNodes() {
        int larger = kinds.length * 2;
        kinds = Arrays.copyOf(kinds, larger);
        places = Arrays.copyOf(places, larger);
        sizes = Arrays.copyOf(sizes, larger);
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
        places[node] = used;
        sizes[node] = length;
        used += length;
    }

    /** Gives a node the text of another one. */
    void sameText(int node, int other) {
        places[node] = places[other];
        sizes[node] = sizes[other];
    }

    /** The hash of a node that holds no others. */
    void hash(int node, long hash) {
        exact[node] = hash;
    }

    /** Nothing more is added below a container. */
    void close(int container, int children, long exactHash, long looseHash) {
        exact[container] = exactHash;
        loose[container] = looseHash;
        places[container] = size;
        sizes[container] = children;
    }

    /** How many nodes there are; 0 before anything was read. */
    public int size() {
        return size;
    }

    /** What a node is. */
    public NodeKind kind(int node) {
        return NodeKind.of(kinds[node]);
    }

    /** The node behind the subtree of this one. */
    public int next(int node) {
        return kind(node).isContainer() ? places[node] : node + 1;
    }

    /** How many children a container has; 0 for others. */
    public int count(int node) {
        return kind(node).isContainer() ? sizes[node] : 0;
    }

    boolean isMember(int node) {
        return names[node] != null;
    }

    /** The name of a member of an object; empty for others. */
    public String name(int node) {
        String name = names[node];
        return name == null ? "" : name;
    }

    /** The hash of a member's name, and of how many of that name stand before it in the object; of no meaning for others. */
    public long nameHash(int node) {
        return nameHashes[node];
    }

    /** The hash of a subtree in which arrays have an order. Equal hashes: equal by value. */
    public long exact(int node) {
        return exact[node];
    }

    /** The hash of a subtree in which the order of arrays, at every depth, is of no meaning. */
    public long loose(int node) {
        return kind(node).isContainer() ? loose[node] : exact[node];
    }

    /** The text of a string, number or boolean; a new string at each call. */
    public String text(int node) {
        return text(node, Integer.MAX_VALUE);
    }

    /** The beginning of that text, at most so many UTF-16 units. */
    public String text(int node, int most) {
        int length = Math.min(most, length(node));
        return length == 0 ? "" : new String(chars, places[node], length);
    }

    /** How many UTF-16 units {@link #text(int)} has. */
    public int length(int node) {
        return kind(node).isContainer() ? 0 : sizes[node];
    }
}
