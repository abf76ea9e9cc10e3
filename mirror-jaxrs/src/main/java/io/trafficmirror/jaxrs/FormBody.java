// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.jaxrs;

import io.trafficmirror.adapter.FieldSizes;
import io.trafficmirror.adapter.FormWriter;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.ParsedBody;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An url-encoded form, to be built again from fields that were parsed. Lost are the order between names, which of several spellings
 * the client used, and a field that the query has with the same value, where the runtime takes it for the query's. Handed from one
 * thread to the other.
 */
final class FormBody implements ParsedBody {
    private record Field(String name, String value) {}

    private final @Nullable String contentType;
    private final long minBytes;
    private final long heldBytes;

    /** The runtime's own; null once they are taken. */
    private @Nullable MultivaluedMap<String, String> parsed;

    private List<Field> taken = List.of();
    private Charset charset = StandardCharsets.UTF_8;

    FormBody(MultivaluedMap<String, String> parsed, @Nullable String contentType) {
        this.parsed = parsed;
        this.contentType = contentType;
        FieldSizes sizes = new FieldSizes();
        for (Map.Entry<String, List<String>> field : parsed.entrySet()) {
            sizes.name(field.getKey());
            for (String value : field.getValue()) {
                sizes.value(field.getKey(), value == null ? "" : value);
            }
        }
        this.minBytes = sizes.minBytes();
        this.heldBytes = sizes.heldBytes();
    }

    @Override
    public long minBytes() {
        return minBytes;
    }

    @Override
    public long heldBytes() {
        return heldBytes;
    }

    @Override
    public void take() throws IOException {
        MultivaluedMap<String, String> all = parsed;
        if (all == null) {
            throw new IOException("taken already");
        }
        parsed = null;
        try {
            charset = charset(contentType);
        } catch (IllegalArgumentException e) {
            throw new IOException("the charset is unknown here", e);
        }
        List<Field> fields = new ArrayList<>();
        all.forEach((name, values) -> values.forEach(value -> fields.add(new Field(name, value == null ? "" : value))));
        taken = fields;
    }

    private static Charset charset(@Nullable String contentType) {
        String named = contentType == null
                ? null
                : MediaType.valueOf(contentType).getParameters().get(MediaType.CHARSET_PARAMETER);
        return named == null ? StandardCharsets.UTF_8 : Charset.forName(named);
    }

    @Override
    public boolean writeTo(BodySink sink) {
        FormWriter form = new FormWriter(sink, charset);
        taken.forEach(field -> form.field(field.name(), field.value()));
        return true;
    }

    @Override
    public void close() {
        taken = List.of();
    }
}
