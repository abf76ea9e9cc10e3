// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import io.trafficmirror.compare.evidence.CurlLine;
import io.trafficmirror.compare.evidence.Request;
import io.trafficmirror.compare.evidence.TextHash;
import io.trafficmirror.http.RequestHead;
import io.trafficmirror.report.ObservedExchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What is said of a request where a cause is looked for: method, media types, languages, names of its query, and their values as long as they are few
 * and short. A value that only one request has, such as a key or a person's name, is never kept. Confined to one thread.
 */
final class RequestAttributes {
    /** Values of one name that are told apart; a name that shows more holds data, and is known by its presence only. */
    private static final int MOST_VALUES = 8;

    private static final int MOST_NAMES = 64;
    private static final int LONGEST_VALUE = 32;
    private static final int MOST_QUERY = 16;

    /** Fields that say for what kind of client a response is made. */
    private static final List<String> FIELDS = List.of(
            "accept", "content-type", "accept-language", "accept-encoding", "origin", "x-requested-with", "range");

    private final List<String> fields;
    private final Map<String, Set<String>> values = new HashMap<>();

    /**
     * Attributes.
     *
     * @param more names of further fields, such as that of the tenant
     */
    RequestAttributes(List<String> more) {
        List<String> all = new ArrayList<>(FIELDS);
        more.forEach(name -> all.add(name.toLowerCase(Locale.ROOT)));
        this.fields = List.copyOf(all);
    }

    Request of(ObservedExchange exchange) {
        RequestHead head = exchange.request();
        List<String> attributes = new ArrayList<>();
        attributes.add("protocol=" + head.protocol());
        attributes.add("size=" + sizeClass(head));
        for (String name : fields) {
            head.headers().first(name).ifPresent(value -> add("header." + name, value, attributes));
        }
        head.query().ifPresent(query -> query(query, attributes));
        return new Request(
                TextHash.of(exchange.id()),
                TextHash.of(head.method() + " " + head.target()),
                attributes,
                () -> CurlLine.of(head, fields));
    }

    private void query(String query, List<String> attributes) {
        int n = 0;
        for (String pair : query.split("&", MOST_QUERY + 1)) {
            if (n++ == MOST_QUERY) {
                return;
            }
            int equals = pair.indexOf('=');
            if (equals != 0 && !pair.isEmpty()) {
                add(
                        "query." + (equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : pair.substring(equals + 1),
                        attributes);
            }
        }
    }

    private void add(String name, String value, List<String> attributes) {
        if (name.length() > LONGEST_VALUE * 2) {
            return;
        }
        Set<String> known = values.get(name);
        if (known == null) {
            if (values.size() == MOST_NAMES) {
                return;
            }
            known = new HashSet<>();
            values.put(name, known);
        }
        boolean plain = value.length() <= LONGEST_VALUE;
        if (plain && known.size() <= MOST_VALUES) {
            known.add(value);
        }
        attributes.add(name + (plain && known.size() <= MOST_VALUES ? "=" + value : " is given"));
    }

    private static String sizeClass(RequestHead head) {
        String length = head.headers().first("Content-Length").orElse("");
        if (length.isEmpty()) {
            return head.headers().contains("Transfer-Encoding") ? "streamed" : "none";
        }
        return length.length() <= 3 ? "under 1 kB" : length.length() <= 6 ? "under 1 MB" : "1 MB or more";
    }
}
