// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds an url-encoded form again from fields that were parsed. Lost are the order between names, which of several spellings the
 * client used, and a field that the query has with the same value, where the runtime takes it for the query's. Stateless.
 */
final class FormBody {
    private FormBody() {}

    /** The form; absent if its charset is unknown here. */
    static Optional<ByteBuffer> rebuild(MultivaluedMap<String, String> fields, @Nullable String contentType) {
        Charset charset;
        try {
            charset = charset(contentType);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        StringBuilder form = new StringBuilder();
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            for (String value : field.getValue()) {
                form.append(form.isEmpty() ? "" : "&")
                        .append(URLEncoder.encode(field.getKey(), charset))
                        .append('=')
                        .append(URLEncoder.encode(value == null ? "" : value, charset));
            }
        }
        return Optional.of(StandardCharsets.US_ASCII.encode(CharBuffer.wrap(form)));
    }

    private static Charset charset(@Nullable String contentType) {
        String named = contentType == null
                ? null
                : MediaType.valueOf(contentType).getParameters().get(MediaType.CHARSET_PARAMETER);
        return named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
    }
}
