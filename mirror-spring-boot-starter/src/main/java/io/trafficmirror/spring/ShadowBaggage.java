// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.spring;

import io.trafficmirror.MirrorSpec;
import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.http.Headers;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The baggage {@code shadow=true} (W3C Baggage), which tracing libraries hand on from service to service where the mark of a copy is lost at the first hop.
 * Stateless.
 */
final class ShadowBaggage {
    static final String FIELD = "baggage";
    private static final String KEY = "shadow";
    private static final String VALUE = "true";

    private ShadowBaggage() {}

    /** The same mirror, each copy of which carries it besides what it has. */
    static MirrorSpec on(MirrorSpec spec) {
        List<CopyEdit> edits = new ArrayList<>(spec.copy().edits());
        edits.add(new CopyEdit.HeaderEdit(Headers.of(), Headers.of(FIELD, KEY + "=" + VALUE), List.of()));
        return spec.withCopy(spec.copy().withEdits(edits));
    }

    /** Whether one of these fields carries it; what can't be read carries nothing. Null as a request may show it. */
    static boolean isIn(@Nullable Enumeration<String> fields) {
        while (fields != null && fields.hasMoreElements()) {
            if (isIn(fields.nextElement())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(String field) {
        for (String member : field.split(",", -1)) {
            int semicolon = member.indexOf(';');
            String pair = semicolon < 0 ? member : member.substring(0, semicolon);
            int equals = pair.indexOf('=');
            if (equals > 0
                    && pair.substring(0, equals).strip().equals(KEY)
                    && pair.substring(equals + 1)
                            .strip()
                            .toLowerCase(Locale.ROOT)
                            .equals(VALUE)) {
                return true;
            }
        }
        return false;
    }
}
