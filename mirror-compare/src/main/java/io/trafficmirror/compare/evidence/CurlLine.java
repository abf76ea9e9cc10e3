// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Writes a request as a line of {@code curl}, for a person who wants to see the difference with their own eyes. Credentials are left out: of fields that
 * are not known to be harmless only the name is said, and parts of the target that are named or look like a secret or a person are too. Stateless.
 *
 * @since 0.1.0
 */
public final class CurlLine {
    /** The longest line, in UTF-16 units. */
    public static final int LONGEST = 1024;

    private static final int MOST_FIELDS = 16;

    /** Fields of the connection, and of what stands before the primary. */
    private static final Set<String> LEFT_OUT = Set.of(
            "host",
            "connection",
            "keep-alive",
            "content-length",
            "transfer-encoding",
            "te",
            "upgrade",
            "http2-settings",
            "expect",
            "user-agent",
            "forwarded",
            "via",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-real-ip",
            "x-request-id",
            "traceparent",
            "tracestate");

    private CurlLine() {}

    /**
     * The line.
     *
     * @param shownFields names in lower case of further fields whose values may be shown
     */
    public static String of(RequestHead head, List<String> shownFields) {
        StringBuilder line = new StringBuilder("curl");
        switch (head.method()) {
            case "GET" -> {}
            case "HEAD" -> line.append(" -I");
            default -> line.append(" -X ").append(quoted(head.method()));
        }
        line.append(' ')
                .append(quoted(head.scheme() + "://" + head.host()
                        + SecretText.target(head.target(), secret -> SecretText.REDACTED)));
        fields(head.headers(), new HashSet<>(shownFields), line);
        return line.length() <= LONGEST
                ? line.toString()
                : "# " + head.method() + " with a target or fields of " + line.length() + " characters";
    }

    private static void fields(Headers headers, Set<String> more, StringBuilder line) {
        int n = 0;
        for (int i = 0; i < headers.size() && n < MOST_FIELDS; i++) {
            String name = headers.name(i).toLowerCase(Locale.ROOT);
            if (!LEFT_OUT.contains(name)) {
                boolean shown = SecretText.isHarmlessField(name) || more.contains(name);
                line.append(" -H ").append(quoted(name + ": " + (shown ? headers.value(i) : SecretText.REDACTED)));
                n++;
            }
        }
    }

    /** A word of a shell, whatever it holds. */
    private static String quoted(String text) {
        StringBuilder word = new StringBuilder("'");
        text.codePoints().forEach(c -> {
            if (c == '\'') {
                word.append("'\\''");
            } else {
                word.appendCodePoint(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c);
            }
        });
        return word.append('\'').toString();
    }
}
