// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

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
    private static final Pattern PATH = Pattern.compile("(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+");

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
        return value.text(1, 253).filter(text -> {
            String name = text.startsWith("*.") ? text.substring(2) : text;
            return check(
                    DNS_NAME.matcher(name).matches(),
                    value,
                    "a lower-case DNS name without a port, optionally after \"*.\"");
        });
    }

    /** The name of a header field or, by the same rule of the API, of a query parameter. */
    static Optional<String> fieldName(YamlValue value) {
        return matching(value, 256, FIELD_NAME, "a field name (RFC 9110 token)");
    }

    /** The value of a header field: no control characters but tab, ISO-8859-1 at most. */
    static Optional<String> fieldValue(YamlValue value) {
        return value.text(1, 4096)
                .filter(text -> check(
                        text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff)),
                        value,
                        "a field value without control characters, ISO-8859-1 at most"));
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
                        && check(
                                PATH.matcher(text).matches(),
                                value,
                                "a path of letters, digits, -._~!$&'()*+,;=:@/ and percent escapes"));
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
