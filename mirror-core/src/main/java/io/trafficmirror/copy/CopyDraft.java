// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy;

import io.trafficmirror.http.Headers;
import java.util.List;
import java.util.function.UnaryOperator;

/** A copy's head while it is being composed: what {@linkplain CopyEdit edits} change. Confined to one thread. */
public final class CopyDraft {
    private final Headers.Builder headers;
    private String authority;
    private String target;

    CopyDraft(Headers.Builder headers, String authority, String target) {
        this.headers = headers;
        this.authority = authority;
        this.target = target;
    }

    Headers.Builder headers() {
        return headers;
    }

    String authority() {
        return authority;
    }

    /** Path and query as they will be sent. */
    String target() {
        return target;
    }

    /** Gateway API HTTPHeaderFilter; {@code add} puts a further line, which means the same as a comma (RFC 9110 section 5.3). */
    void edit(Headers set, Headers add, List<String> remove) {
        for (int i = 0; i < set.size(); i++) {
            if (!ConnectionFields.contains(set.name(i))) {
                headers.set(set.name(i), set.value(i));
            }
        }
        for (int i = 0; i < add.size(); i++) {
            if (!ConnectionFields.contains(add.name(i))) {
                headers.add(add.name(i), add.value(i));
            }
        }
        remove.forEach(headers::remove);
    }

    void rewriteHost(String hostname) {
        authority = hostname;
    }

    void rewriteTarget(UnaryOperator<String> change) {
        target = change.apply(target);
    }
}
