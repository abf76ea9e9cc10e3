// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import io.trafficmirror.compare.evidence.SecretText;
import io.trafficmirror.http.Headers;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.http.ResponseHead;
import java.util.Locale;
import java.util.Set;

/** Takes secrets out of heads. Confined to one exchange. */
final class HeadRedaction {
    /** They tell how large a request is, and nothing else. */
    private static final Set<String> FRAMING = Set.of("host", "content-length", "transfer-encoding");

    private static final Set<String> REFERENCES = Set.of("location", "content-location", "refresh", "link");
    private static final Set<String> COOKIES = Set.of("cookie", "cookie2", "set-cookie2");
    private static final String SET_COOKIE = "set-cookie";
    private static final String CODING = "content-encoding";

    private final Set<String> fields;
    private final Set<String> shown;
    private final Pseudonyms pseudonyms;

    /**
     * A redaction.
     *
     * @param fields names in lower case of fields that are taken out
     * @param shown names in lower case of fields of requests that are not
     */
    HeadRedaction(Set<String> fields, Set<String> shown, Pseudonyms pseudonyms) {
        this.fields = fields;
        this.shown = shown;
        this.pseudonyms = pseudonyms;
    }

    RequestHead of(RequestHead head) {
        Headers.Builder kept = Headers.builder(head.headers().size());
        for (int i = 0; i < head.headers().size(); i++) {
            String name = head.headers().name(i).toLowerCase(Locale.ROOT);
            String value = head.headers().value(i);
            boolean leaves = !fields.contains(name)
                    && (shown.contains(name) || FRAMING.contains(name) || SecretText.isHarmlessField(name));
            kept.add(head.headers().name(i), leaves ? value : SecretText.REDACTED);
        }
        return new RequestHead(
                head.method(),
                head.scheme(),
                head.host(),
                SecretText.target(head.target(), secret -> SecretText.REDACTED),
                head.protocol(),
                kept.build());
    }

    /** The head of a response; without the coding that its body has no more. */
    ResponseHead of(ResponseHead head, boolean decoded) {
        Headers.Builder kept = Headers.builder(head.headers().size());
        for (int i = 0; i < head.headers().size(); i++) {
            String name = head.headers().name(i);
            if (!(decoded && name.equalsIgnoreCase(CODING))) {
                kept.add(
                        name,
                        value(name.toLowerCase(Locale.ROOT), head.headers().value(i)));
            }
        }
        return new ResponseHead(head.status(), kept.build());
    }

    private String value(String name, String value) {
        if (fields.contains(name) || COOKIES.contains(name)) {
            return pseudonyms.of(value);
        }
        if (name.equals(SET_COOKIE)) {
            return cookie(value);
        }
        if (REFERENCES.contains(name)) {
            return SecretText.target(value, pseudonyms::of);
        }
        return SecretText.isSecretName(name) || SecretText.looksSecret(value) ? pseudonyms.of(value) : value;
    }

    /** Name and attributes (RFC 6265, 4.1), by which cookies are compared. */
    private static String cookie(String value) {
        int semicolon = value.indexOf(';');
        String pair = semicolon < 0 ? value : value.substring(0, semicolon);
        int equals = pair.indexOf('=');
        return (equals < 0 ? "" : pair.substring(0, equals + 1))
                + SecretText.REDACTED
                + (semicolon < 0 ? "" : value.substring(semicolon));
    }

    /** A part of a path as it may leave. */
    static String plain(String part) {
        return SecretText.looksSecret(part) ? SecretText.REDACTED : part;
    }
}
