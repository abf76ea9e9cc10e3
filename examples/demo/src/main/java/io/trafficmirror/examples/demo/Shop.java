// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.examples.demo;

import io.trafficmirror.examples.httpbin.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A small shop that the versions of httpbin also are: its answers depend on what is asked for, and are full of natural noise: an id, a time, an order,
 * an entity tag. Safe for concurrent use.
 */
final class Shop {
    private static final List<String> STATUS = List.of("new", "paid", "shipped", "returned");
    private static final List<String> TAGS = List.of("gift", "express", "fragile", "repeat");

    private final Faults faults;

    Shop(Faults faults) {
        this.faults = faults;
    }

    /**
     * What the shop says.
     *
     * @param fields of the head, beside those of any response
     * @param body JSON
     */
    record Answer(Map<String, String> fields, String body) {}

    Answer order(int id, String currency) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < 1 + id % 3; i++) {
            BigDecimal price = BigDecimal.valueOf(1000L + (id * 37L + i * 411L) % 9000 * 10 + 5, 2);
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("sku", "sku-" + (id + i) % 97);
            item.put("price", faults.price(price, currency));
            items.add(item);
        }
        List<String> tags = new ArrayList<>(TAGS);
        Collections.shuffle(tags, ThreadLocalRandom.current());
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("id", id);
        order.put("currency", currency);
        order.put("status", faults.status(STATUS.get(id % STATUS.size())));
        order.put("items", items);
        order.put("tags", tags);
        return answer(order, true);
    }

    Answer quote(int item) {
        pause(faults.delayMillis());
        Map<String, Object> quote = new LinkedHashMap<>();
        quote.put("item", item);
        quote.put("amount", BigDecimal.valueOf(500L + item * 7L, 2));
        return answer(quote, faults.hasCacheControl());
    }

    private static Answer answer(Map<String, Object> content, boolean cached) {
        String request = UUID.randomUUID().toString();
        content.put("requestId", request);
        content.put("servedAt", Instant.now().toString());
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ETag", '"' + request.substring(0, 13) + '"');
        if (cached) {
            fields.put("Cache-Control", "max-age=60");
        }
        return new Answer(fields, Json.pretty(content));
    }

    private static void pause(long millis) {
        if (millis > 0) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
