// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import java.util.List;
import java.util.Objects;

/**
 * What the copies of one mirror look like. Immutable.
 *
 * @param edits the rule's filters that precede the mirror, in list order
 * @param host what {@code Host} says, unless an edit rewrites it
 * @param drop names of fields that never leave the process, besides the hop-by-hop ones
 * @param redact names of fields that leave with the one word "redacted" for a value
 * @param trace what becomes of trace context
 * @since 0.1.0
 */
public record CopyRules(
        List<CopyEdit> edits, HostPolicy host, List<String> drop, List<String> redact, TracePolicy trace) {
    /** No edits; Host of the target; trace context inherited. */
    public static final CopyRules DEFAULT =
            new CopyRules(List.of(), HostPolicy.TARGET, List.of(), List.of(), TracePolicy.INHERIT);

    /** Copies the lists. */
    public CopyRules {
        edits = List.copyOf(edits);
        Objects.requireNonNull(host, "host");
        drop = List.copyOf(drop);
        redact = List.copyOf(redact);
        Objects.requireNonNull(trace, "trace");
    }

    /** The same with these edits. */
    public CopyRules withEdits(List<CopyEdit> other) {
        return new CopyRules(other, host, drop, redact, trace);
    }

    /** The same with this host policy. */
    public CopyRules withHost(HostPolicy other) {
        return new CopyRules(edits, other, drop, redact, trace);
    }

    /** The same with these fields dropped. */
    public CopyRules withDrop(List<String> other) {
        return new CopyRules(edits, host, other, redact, trace);
    }

    /** The same with these fields redacted. */
    public CopyRules withRedact(List<String> other) {
        return new CopyRules(edits, host, drop, other, trace);
    }

    /** The same with this trace policy. */
    public CopyRules withTrace(TracePolicy other) {
        return new CopyRules(edits, host, drop, redact, other);
    }
}
