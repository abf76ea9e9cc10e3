// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.evidence;

import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Tells what in a message is named or looks like a secret or a person. Fields of requests are the other way round: those that are known to be harmless are
 * named, and all others are taken for secrets. Stateless.
 *
 * @since 0.1.0
 */
public final class SecretText {
    /** What stands in the place of a secret. */
    public static final String REDACTED = "REDACTED";

    /** Longer runs of letters and digits in a path or a query are taken for tokens. UUIDs are shorter than that, and are ids. */
    private static final int SHORTEST_TOKEN = 40;

    /** Fields whose values shape a response and say nothing of who asks. */
    private static final Set<String> HARMLESS = Set.of(
            "accept",
            "accept-language",
            "accept-encoding",
            "cache-control",
            "content-type",
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since",
            "origin",
            "prefer",
            "range",
            "x-requested-with");

    private static final String WORDS =
            "token|secret|passw|pwd|signature|credential|session|jwt|auth|api[-_]?key|apikey|otp|nonce|email|phone|ssn";
    private static final Pattern NAME = Pattern.compile("(?i).*(" + WORDS + ").*");

    /** Words that mean a secret in a query, and anything in a document. */
    private static final Pattern PARAMETER = Pattern.compile("(?i)sig|key|code|state|sid|pin|pass|mail");

    /** A JWT anywhere, an address, or a long run that is a word of its own. */
    private static final Pattern TOKEN =
            Pattern.compile("(?<![\\w.-])eyJ[\\w-]+|@|%40|(?<!\\S)[\\w.~+/=%-]{" + SHORTEST_TOKEN + ",}(?!\\S)");

    private SecretText() {}

    /** Whether the values of this field of a request shape a response and say nothing of who asks. */
    public static boolean isHarmlessField(String name) {
        return HARMLESS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a field or a member of this name is taken for a secret, or for what says who somebody is. */
    public static boolean isSecretName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether a text looks like a token or an address of a person, or a word of it does. */
    public static boolean looksSecret(String text) {
        return TOKEN.matcher(text).find();
    }

    /**
     * A target, or any reference to a resource, with what is named or looks like a secret in its path, its query and its fragment replaced.
     *
     * @param replacement what stands in the place of a secret
     */
    public static String target(String target, UnaryOperator<String> replacement) {
        int path = end(target);
        StringBuilder shown = new StringBuilder();
        String[] segments = target.substring(0, path).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            shown.append(i == 0 ? "" : "/");
            pairs(segments[i], ';', replacement, shown);
        }
        for (int from = path; from < target.length(); ) {
            int to = from + 1 + end(target.substring(from + 1));
            shown.append(target.charAt(from));
            pairs(target.substring(from + 1, to), '&', replacement, shown);
            from = to;
        }
        return shown.toString();
    }

    /** Where the query or the fragment begins, or the end of the text. */
    private static int end(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) != '?' && text.charAt(i) != '#') {
            i++;
        }
        return i;
    }

    /** Parts of a query, or of a segment with parameters (RFC 3986, 3.3), of which some are names with values. */
    private static void pairs(String text, char separator, UnaryOperator<String> replacement, StringBuilder into) {
        int n = 0;
        for (String pair : text.split(String.valueOf(separator), -1)) {
            if (n++ > 0) {
                into.append(separator);
            }
            int equals = pair.indexOf('=');
            if (equals < 0) {
                into.append(part(pair, replacement));
            } else {
                String name = pair.substring(0, equals);
                String value = pair.substring(equals + 1);
                into.append(part(name, replacement)).append('=');
                into.append(
                        isSecretName(name) || PARAMETER.matcher(name).matches()
                                ? replacement.apply(value)
                                : part(value, replacement));
            }
        }
    }

    private static String part(String part, UnaryOperator<String> replacement) {
        return looksSecret(part) ? replacement.apply(part) : part;
    }
}
