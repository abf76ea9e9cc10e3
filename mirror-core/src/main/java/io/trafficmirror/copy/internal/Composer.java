// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.copy.internal;

import io.trafficmirror.copy.CopyContent;
import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.copy.CopyMarks;
import io.trafficmirror.copy.CopyRules;
import io.trafficmirror.copy.CopyTransform;
import io.trafficmirror.copy.ShadowRequest;
import io.trafficmirror.http.Body;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.internal.ConnectionFields;
import io.trafficmirror.targets.Target;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the request that a shadow will see of the one that the primary saw. Immutable. */
public final class Composer {
    private static final String FORWARDED_HOST = "X-Forwarded-Host";
    private static final String REDACTED = "redacted";

    /** Carries the number of the copy where a request is copied more than once, 1 for the first. */
    private static final String COPY_NUMBER = "X-Shadow-Copy";

    /** Carries {@code reconstructed} where the body was rebuilt from what the container had parsed, {@code omitted} where it was left out. */
    private static final String BODY = "X-Shadow-Body";

    /** Fields that are wrong of a copy whose content was left out: no content is no gzip, and has another digest. */
    private static final List<String> OF_CONTENT =
            List.of("Content-Encoding", "Content-Range", "Content-MD5", "Content-Digest", "Digest", "Repr-Digest");

    private final Target target;
    private final CopyRules rules;
    private final CopyMarks marks;
    private final TraceFields trace;

    /** A composer for one mirror. */
    public Composer(Target target, CopyRules rules, CopyMarks marks) {
        this.target = target;
        this.rules = rules;
        this.marks = marks;
        this.trace = new TraceFields(rules.trace());
    }

    /**
     * Composes one copy: fields filtered, edits applied in list order, marks set last so that no edit can take them away.
     *
     * @throws UnsendableCopyException if there is no copy that means the same
     */
    public ShadowRequest compose(CopyOf copy) {
        return compose(copy, Headers.empty());
    }

    /**
     * The same, in a span of its own.
     *
     * @param span what tells the shadow of the span, such as a {@code HeaderEdit} may set; it takes the place of the trace context that came
     * @throws UnsendableCopyException if there is no copy that means the same
     */
    public ShadowRequest compose(CopyOf copy, Headers span) {
        RequestHead head = copy.head();
        Headers.Builder headers = fieldsThatTravel(head.headers(), true);
        trace.applyTo(headers);
        if (copy.content() == CopyOf.Content.OMITTED) {
            OF_CONTENT.forEach(headers::remove);
        }
        if (span.size() > 0) {
            TraceFields.join(headers, span, name -> has(rules.drop(), name) || has(rules.redact(), name));
        }
        String authority = rules.host().authority(head.host(), target);
        String rawTarget = head.target();
        for (CopyEdit edit : rules.edits()) {
            edit.fields(headers);
            authority = edit.authority(authority);
            rawTarget = edit.target(rawTarget);
        }
        mark(copy, headers);
        return new ShadowRequest(target, head.method(), rawTarget, authority, headers.build(), copy.body());
    }

    /**
     * The same copy as this transformation makes it, without its body, whose bytes are given and taken apart. Marks stay as they are.
     *
     * @throws Exception what the transformation throws
     */
    public Transformed transform(ShadowRequest composed, byte[] body, CopyTransform by) throws Exception {
        CopyContent made = by.apply(new CopyContent(composed.method(), composed.rawTarget(), composed.headers(), body));
        Headers.Builder headers = fieldsThatTravel(made.headers(), false);
        for (String mark : List.of(marks.mark(), marks.id(), COPY_NUMBER, BODY)) {
            mark(headers, mark, composed.headers().first(mark).orElse(null));
        }
        ShadowRequest request = new ShadowRequest(
                target, composed.method(), made.target(), composed.authority(), headers.build(), Body.NONE);
        return new Transformed(request, made.body());
    }

    private Headers.Builder fieldsThatTravel(Headers received, boolean byRules) {
        Set<String> listed = ListedFields.of(received);
        Headers.Builder kept = Headers.builder(received.size() + 4);
        for (int i = 0; i < received.size(); i++) {
            String name = received.name(i);
            if (ConnectionFields.contains(name)
                    || (byRules && has(rules.drop(), name))
                    || (!listed.isEmpty() && listed.contains(name))) {
                continue;
            }
            kept.add(name, byRules && has(rules.redact(), name) ? REDACTED : received.value(i));
        }
        return kept;
    }

    private static boolean has(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private void mark(CopyOf copy, Headers.Builder headers) {
        headers.set(marks.mark(), "true");
        headers.set(marks.id(), copy.id());
        if (!copy.head().host().isEmpty() && !headers.contains(FORWARDED_HOST) && !has(rules.drop(), FORWARDED_HOST)) {
            headers.add(
                    FORWARDED_HOST,
                    has(rules.redact(), FORWARDED_HOST) ? REDACTED : copy.head().host());
        }
        mark(headers, COPY_NUMBER, copy.number() > 0 ? Integer.toString(copy.number()) : null);
        mark(
                headers,
                BODY,
                switch (copy.content()) {
                    case AS_RECEIVED -> null;
                    case RECONSTRUCTED -> "reconstructed";
                    case OMITTED -> "omitted";
                });
    }

    /** A client can't forge a mark: what it sent under the name goes, also where there is nothing to say. */
    private static void mark(Headers.Builder headers, String name, @Nullable String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.set(name, value);
        }
    }
}
