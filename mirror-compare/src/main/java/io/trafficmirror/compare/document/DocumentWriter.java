// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.document;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fills a {@link Document} from what a parser meets, and computes the hashes on the way. Without recursion: what is open is in arrays. Confined to
 * one thread.
 */
final class DocumentWriter {
    private static final char[] TRUE = "true".toCharArray();
    private static final char[] FALSE = "false".toCharArray();

    private Document document = new Document();
    private final DocumentLimits limits;
    private final SubtreeHash hash;
    private final DecimalForm decimals = new DecimalForm();

    /** The open containers: their nodes, what their children add to the hashes, and how many these are. */
    private int[] open = new int[16];

    private long[] exact = new long[16];
    private long[] loose = new long[16];
    private int[] children = new int[16];

    /** Of the names of each open object one bit of 64, and whether one was met twice: so may a name have been. */
    private long[] met = new long[16];

    private boolean[] mayRepeat = new boolean[16];
    private final Repetitions repetitions = new Repetitions();
    private int depth;
    private @Nullable String name;
    private final NameHashes names;

    DocumentWriter(DocumentLimits limits, SubtreeHash hash) {
        this.limits = limits;
        this.hash = hash;
        this.names = new NameHashes(hash);
    }

    /** Begins to fill a document, which is cleared before. */
    void begin(Document next) {
        document = next;
        document.clear();
        depth = 0;
        name = null;
    }

    /** Whether a value is there and nothing is open. */
    boolean isComplete() {
        return depth == 0 && document.size() > 0;
    }

    /** The name of the next value. */
    void name(String next) throws RefusedException {
        if (next.length() > limits.maxNameChars()) {
            throw new RefusedException(Refusal.TOO_LONG);
        }
        name = next;
    }

    void start(NodeKind container) throws RefusedException {
        if (depth == limits.maxDepth()) {
            throw new RefusedException(Refusal.TOO_DEEP);
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
            exact = Arrays.copyOf(exact, depth * 2);
            loose = Arrays.copyOf(loose, depth * 2);
            children = Arrays.copyOf(children, depth * 2);
            met = Arrays.copyOf(met, depth * 2);
            mayRepeat = Arrays.copyOf(mayRepeat, depth * 2);
        }
        open[depth] = add(container);
        exact[depth] = 0;
        loose[depth] = 0;
        children[depth] = 0;
        met[depth] = 0;
        mayRepeat[depth] = false;
        depth++;
    }

    void end() {
        depth--;
        int node = open[depth];
        if (mayRepeat[depth]) {
            numberRepetitions(node);
        }
        long begin = hash.of(document.kind(node)) + children[depth];
        long ofExact = SubtreeHash.then(begin, exact[depth]);
        long ofLoose = SubtreeHash.then(begin, loose[depth]);
        document.close(node, children[depth], ofExact, ofLoose);
        add(node, ofExact, ofLoose);
    }

    /** Members of one name have an order: what a client makes of them depends on it. */
    private void numberRepetitions(int object) {
        repetitions.clear(children[depth]);
        for (int node = object + 1; node < document.size(); node = document.next(node)) {
            long once = document.nameHash(node);
            int before = repetitions.count(once);
            if (before > 0) {
                long again = SubtreeHash.then(once, before);
                document.nameHash(node, again);
                exact[depth] +=
                        SubtreeHash.named(again, document.exact(node)) - SubtreeHash.named(once, document.exact(node));
                loose[depth] +=
                        SubtreeHash.named(again, document.loose(node)) - SubtreeHash.named(once, document.loose(node));
            }
        }
    }

    void string(char[] chars, int offset, int length) throws RefusedException {
        int node = add(NodeKind.STRING);
        document.text(node, chars, offset, length);
        leaf(node, hash.chars(hash.of(NodeKind.STRING), chars, offset, length));
    }

    /** The node that was added last. */
    int last() {
        return document.size() - 1;
    }

    /** The text of a string that is there already; it takes no room of its own. */
    void again(int string) throws RefusedException {
        int node = add(NodeKind.STRING);
        document.sameText(node, string);
        leaf(node, document.exact(string));
    }

    void number(char[] chars, int offset, int length) throws RefusedException {
        if (length > limits.maxDigits()) {
            throw new RefusedException(Refusal.TOO_LONG);
        }
        int node = add(NodeKind.NUMBER);
        document.text(node, chars, offset, length);
        leaf(node, decimals.hash(hash, chars, offset, length));
    }

    void bool(boolean value) throws RefusedException {
        int node = add(NodeKind.BOOLEAN);
        char[] text = value ? TRUE : FALSE;
        document.text(node, text, 0, text.length);
        leaf(node, hash.fold(hash.of(NodeKind.BOOLEAN) ^ (value ? 1 : 2)));
    }

    void nothing() throws RefusedException {
        leaf(add(NodeKind.NULL), hash.of(NodeKind.NULL));
    }

    private int add(NodeKind kind) throws RefusedException {
        if (document.size() == limits.maxNodes()) {
            throw new RefusedException(Refusal.TOO_MANY_NODES);
        }
        int node = document.add(kind);
        String named = name;
        if (named != null) {
            document.name(node, named, names.of(named));
            name = null;
        }
        return node;
    }

    private void leaf(int node, long value) {
        document.hash(node, value);
        add(node, value, value);
    }

    /** Adds a node's hashes to those of the container that it is in. */
    private void add(int node, long ofExact, long ofLoose) {
        if (depth == 0) {
            return;
        }
        int in = depth - 1;
        children[in]++;
        if (document.isMember(node)) {
            long named = document.nameHash(node);
            long bit = 1L << named;
            mayRepeat[in] |= (met[in] & bit) != 0;
            met[in] |= bit;
            long adds = SubtreeHash.named(named, ofExact);
            exact[in] += adds;
            loose[in] += ofLoose == ofExact ? adds : SubtreeHash.named(named, ofLoose);
        } else {
            exact[in] = SubtreeHash.then(exact[in], ofExact);
            // Each hash depends on the key, so that equal sums are equal collections.
            loose[in] += ofLoose;
        }
    }
}
