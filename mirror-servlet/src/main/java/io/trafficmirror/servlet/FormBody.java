// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds an url-encoded form again from parameters that the container has parsed. Stateless.
 *
 * <p>What the query gave is left out: its values come before those of the form (Servlet 6.0 section 3.1), so as many values of a
 * name are skipped as the query has of it. Lost are the order between names, and which of several spellings the client used.
 */
final class FormBody {
    private FormBody() {}

    /** The form, empty if the parameters are those of the query only; absent if the two can't be told apart. */
    static Optional<ByteBuffer> rebuild(HttpServletRequest request) {
        try {
            return rebuilt(request);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // an escape in the query that is none, or a charset that nobody knows
        }
    }

    /** Whether the target gives a parameter of this name, or can't be read so well that it is known not to. */
    static boolean mayBeInQuery(HttpServletRequest request, String name) {
        try {
            return request.getRequestURI().indexOf(';') >= 0
                    || namesOf(request.getQueryString()).containsKey(name);
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private static Optional<ByteBuffer> rebuilt(HttpServletRequest request) {
        Map<String, String[]> parameters = request.getParameterMap();
        Map<String, Integer> inQuery = namesOf(request.getQueryString());
        Charset charset = charset(request, parameters);
        StringBuilder form = new StringBuilder();
        int skipped = 0;
        for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
            String[] values = parameter.getValue();
            int skip = inQuery.getOrDefault(parameter.getKey(), 0);
            if (skip > values.length) {
                return Optional.empty();
            }
            skipped += skip;
            for (int i = skip; i < values.length; i++) {
                form.append(form.isEmpty() ? "" : "&")
                        .append(URLEncoder.encode(parameter.getKey(), charset))
                        .append('=')
                        .append(URLEncoder.encode(values[i], charset));
            }
        }
        if (skipped != inQuery.values().stream().mapToInt(Integer::intValue).sum()) {
            return Optional.empty();
        }
        return Optional.of(StandardCharsets.US_ASCII.encode(CharBuffer.wrap(form)));
    }

    /** How often each name is in the query. */
    private static Map<String, Integer> namesOf(@Nullable String query) {
        Map<String, Integer> names = new HashMap<>();
        if (query == null || query.isEmpty()) {
            return names;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!pair.isEmpty()) {
                names.merge(URLDecoder.decode(name, StandardCharsets.UTF_8), 1, Integer::sum);
            }
        }
        return names;
    }

    /**
     * The charset in which whoever gets the same Content-Type reads the same text. Where the request names none, containers differ
     * (UTF-8 or ISO-8859-1), and what was read tells which it was.
     */
    private static Charset charset(HttpServletRequest request, Map<String, String[]> parameters) {
        String named = request.getCharacterEncoding();
        if (named != null) {
            return Charset.forName(named);
        }
        for (String[] values : parameters.values()) {
            for (String value : values) {
                if (isUtf8ReadAsLatin1(value)) {
                    return StandardCharsets.ISO_8859_1;
                }
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean isUtf8ReadAsLatin1(String value) {
        boolean ascii = true;
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) > 0xFF) {
                return false;
            }
            ascii &= value.charAt(i) < 0x80;
        }
        if (ascii) {
            return false;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
