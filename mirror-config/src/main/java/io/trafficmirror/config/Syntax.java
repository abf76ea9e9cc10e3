// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import io.trafficmirror.route.RouteLimits;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the Gateway API allows as text: kubebuilder markers and CEL rules of {@code apis/v1}. */
final class Syntax {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";

    /** A DNS label (RFC 1123): namespaces, Services. */
    private static final Pattern DNS_LABEL = Pattern.compile(LABEL);

    /** A DNS name: route names, precise hostnames. */
    private static final Pattern DNS_NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+\\-.^_`|~]+");
    private static final String PATH_CHARACTERS = "-/._~!$&'()*+,;=:@";

    private static final String PATH_WORDS = "a path of letters, digits, -._~!$&'()*+,;=:@/ and percent escapes";

    private static final Pattern KIND = Pattern.compile("[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?");
    private static final Pattern ORIGIN =
            Pattern.compile("\\*|https?://(?:(?:\\*\\.)?(?:[a-zA-Z0-9-]+\\.)*[a-zA-Z0-9-]+|\\*)(?::[0-9]{1,5})?");

    private Syntax() {}

    /** A name of a namespace or Service: a DNS label of at most 63 characters. */
    static Optional<String> label(YamlValue value) {
        return matching(value, 63, DNS_LABEL, "a DNS label of lower-case letters, digits and \"-\"");
    }

    /** A name of an object, or a host name without wildcard and port. */
    static Optional<String> dnsName(YamlValue value) {
        return matching(value, 253, DNS_NAME, "a lower-case DNS name without a port");
    }

    /** A host name that may begin with {@code *.} (Gateway API {@code Hostname}). */
    static Optional<String> hostname(YamlValue value) {
        return value.text(1, RouteLimits.HOSTNAME_LENGTH).filter(text -> {
            String name = text.startsWith("*.") ? text.substring(2) : text;
            return check(
                    DNS_NAME.matcher(name).matches(),
                    value,
                    "a lower-case DNS name without a port, optionally after \"*.\"");
        });
    }

    /** The name of a header field or, by the same rule of the API, of a query parameter. */
    static Optional<String> fieldName(YamlValue value) {
        return matching(value, RouteLimits.NAME_LENGTH, FIELD_NAME, "a field name (RFC 9110 token)");
    }

    /** The value of a header field, as the API has it since 1.6: words of visible ASCII, one blank between two. */
    static Optional<String> fieldValue(YamlValue value) {
        return value.text(1, RouteLimits.HEADER_VALUE_LENGTH)
                .filter(text -> check(isFieldValue(text), value, "words of visible ASCII with one blank between two"));
    }

    private static boolean isFieldValue(String text) {
        boolean blank = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blankHere = c == ' ' || c == '\t';
            if (blankHere ? blank : c < '!' || c > '~') {
                return false;
            }
            blank = blankHere;
        }
        return !blank;
    }

    /** An API group: empty for core, else a DNS name. */
    static Optional<String> group(YamlValue value) {
        return value.text(0, 253)
                .filter(text -> check(
                        text.isEmpty() || DNS_NAME.matcher(text).matches(),
                        value,
                        "an API group: nothing, or a DNS name"));
    }

    /** The kind of an object. */
    static Optional<String> kind(YamlValue value) {
        return matching(value, 63, KIND, "a kind of letters, digits and \"-\"");
    }

    /** Where a request of a browser comes from: {@code *}, or scheme and host, with a port at most. */
    static Optional<String> origin(YamlValue value) {
        return matching(value, 253, ORIGIN, "\"*\" or an origin such as https://*.example.org:8443");
    }

    /** What may stand in a path, whatever it begins with. */
    static Optional<String> pathCharacters(YamlValue value) {
        return value.text(1, 1024).filter(text -> check(isPath(text), value, PATH_WORDS));
    }

    /** A path to compare with or to send, as the CEL rules of {@code HTTPPathMatch} have it. */
    static Optional<String> path(YamlValue value) {
        return value.text(1, 1024)
                .filter(text -> check(text.startsWith("/"), value, "a path that starts with \"/\"")
                        && check(!text.contains("//"), value, "a path without \"//\"")
                        && check(!text.contains("/./") && !text.endsWith("/."), value, "a path without a segment \".\"")
                        && check(
                                !text.contains("/../") && !text.endsWith("/.."),
                                value,
                                "a path without a segment \"..\"")
                        && check(!text.contains("%2f") && !text.contains("%2F"), value, "a path without \"%2F\"")
                        && check(!text.contains("#"), value, "a path without \"#\"")
                        && check(isPath(text), value, PATH_WORDS));
    }

    /** By hand: a pattern would recurse over a long text. */
    private static boolean isPath(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = isLetterOrDigit(c) || PATH_CHARACTERS.indexOf(c) >= 0;
            boolean escape = c == '%' && isHex(text, i + 1) && isHex(text, i + 2);
            if (!plain && !escape) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && text.charAt(at) < 0x80 && Character.digit(text.charAt(at), 16) >= 0;
    }

    private static Optional<String> matching(YamlValue value, int most, Pattern pattern, String allowed) {
        return value.text(1, most).filter(text -> check(pattern.matcher(text).matches(), value, allowed));
    }

    private static boolean check(boolean holds, YamlValue value, String allowed) {
        if (!holds) {
            value.mustBe(allowed);
        }
        return holds;
    }
}
