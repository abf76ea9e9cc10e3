// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.servlet;

import io.trafficmirror.adapter.FieldSizes;
import io.trafficmirror.adapter.FormWriter;
import io.trafficmirror.capture.BodySink;
import io.trafficmirror.capture.ParsedBody;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An url-encoded form, to be built again from parameters that the container has parsed. Handed from one thread to the other.
 *
 * <p>What the query gave is left out: its values come before those of the form (Servlet 6.0 section 3.1), so as many values of a
 * name are skipped as the query has of it. Lost are the order between names, and which of several spellings the client used.
 */
final class FormBody implements ParsedBody {
    private record Parameter(String name, List<String> values) {
        /** Whether these may be its first values. */
        boolean beginsWith(List<String> first) {
            return first.size() <= values.size()
                    && IntStream.range(0, first.size()).allMatch(i -> QueryNames.isSame(first.get(i), values.get(i)));
        }
    }

    private final @Nullable String query;
    private final FormCharset encoding;
    private final long minBytes;
    private final long heldBytes;
    private final int values;

    /** The container's own, which it may clear once it has the request back; null once they are taken. */
    private @Nullable Map<String, String[]> parsed;

    private List<Parameter> taken = List.of();

    /**
     * A form.
     *
     * @param parsed all parameters, those of the query included
     * @param query as it came; null without one
     * @param encoding in which it was read
     */
    FormBody(Map<String, String[]> parsed, @Nullable String query, FormCharset encoding) {
        this.parsed = parsed;
        this.query = query;
        this.encoding = encoding;
        FieldSizes sizes = new FieldSizes();
        int count = 0;
        for (Map.Entry<String, String[]> parameter : parsed.entrySet()) {
            sizes.name(parameter.getKey());
            for (String value : parameter.getValue()) {
                sizes.value(parameter.getKey(), value);
                count++;
            }
        }
        this.values = count;
        this.minBytes = sizes.minBytes();
        this.heldBytes = sizes.heldBytes() + (query == null ? 0 : 2L * query.length());
    }

    /** Whether the parameters may be those of the query only: then the container has not parsed a form. */
    boolean mayBeEmpty() {
        return values <= QueryNames.pairs(query);
    }

    /** Whether the parameters are those of the query, name by name; asked where {@link #mayBeEmpty}. */
    boolean isEmpty() {
        Map<String, String[]> all = parsed;
        if (all == null) {
            return false;
        }
        try {
            Map<String, List<String>> inQuery = QueryNames.of(query);
            return values == QueryNames.pairs(query)
                    && all.entrySet().stream()
                            .allMatch(e ->
                                    inQuery.getOrDefault(e.getKey(), List.of()).size() == e.getValue().length);
        } catch (IllegalArgumentException e) {
            return false; // an escape in the query that is none
        }
    }

    @Override
    public long minBytes() {
        return Math.max(0, minBytes - (query == null ? 0 : query.length() + 1));
    }

    @Override
    public long heldBytes() {
        return heldBytes;
    }

    @Override
    public void take() throws IOException {
        Map<String, String[]> all = parsed;
        if (all == null) {
            throw new IOException("taken already");
        }
        parsed = null;
        List<Parameter> parameters = new ArrayList<>(all.size());
        all.forEach((name, given) -> parameters.add(new Parameter(name, List.of(given))));
        taken = parameters;
    }

    @Override
    public boolean writeTo(BodySink sink) {
        Map<String, List<String>> inQuery;
        Charset charset;
        try {
            inQuery = QueryNames.of(query);
            charset = encoding.charset(texts());
        } catch (IllegalArgumentException e) {
            return false; // an escape in the query that is none, or a charset that nobody knows
        }
        int skipped = 0;
        for (Parameter parameter : taken) {
            List<String> first = inQuery.getOrDefault(parameter.name(), List.of());
            if (!parameter.beginsWith(first)) {
                return false; // of another query: a forward may have left its own behind
            }
            skipped += first.size();
        }
        if (skipped != QueryNames.pairs(query)) {
            return false;
        }
        FormWriter form = new FormWriter(sink, charset);
        for (Parameter parameter : taken) {
            int skip = inQuery.getOrDefault(parameter.name(), List.of()).size();
            parameter.values().stream().skip(skip).forEach(value -> form.field(parameter.name(), value));
        }
        return true;
    }

    private Stream<String> texts() {
        return taken.stream()
                .flatMap(parameter -> Stream.concat(Stream.of(parameter.name()), parameter.values().stream()));
    }

    @Override
    public void close() {
        taken = List.of();
    }
}
