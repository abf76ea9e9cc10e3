// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare.difference;

import io.trafficmirror.compare.document.Document;
import io.trafficmirror.compare.document.DocumentLimits;
import io.trafficmirror.compare.document.DocumentReader;
import io.trafficmirror.compare.document.MediaType;
import io.trafficmirror.compare.document.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Compares two texts as the bodies of one route, one exchange after the other. Confined to one thread. */
final class Compared {
    static final long NOW = Instant.parse("2026-11-29T12:00:00Z").toEpochMilli();

    private final DocumentReader reader = new DocumentReader(DocumentLimits.DEFAULT, new SplittableRandom(7));
    private final Document primary = reader.document();
    private final Document other = reader.document();
    private final DocumentComparer comparer = new DocumentComparer();
    private final PathTable table;

    Compared(PathRules rules) {
        table = new PathTable(rules, 10_000);
    }

    static Compared plain() {
        return new Compared(PathRules.NONE);
    }

    /** With rules, as path and rule in turn. */
    static Compared with(Object... pathsAndRules) {
        Map<PathPattern, PathRule> rules = new LinkedHashMap<>();
        for (int i = 0; i < pathsAndRules.length; i += 2) {
            rules.put(PathPattern.parse((String) pathsAndRules[i]), (PathRule) pathsAndRules[i + 1]);
        }
        return new Compared(PathRules.of(rules));
    }

    List<String> json(String left, String right) {
        return as("application/json", left, right);
    }

    List<String> as(String type, String left, String right) {
        read(type, left, primary);
        read(type, right, other);
        Differences found = new Differences(table.body(), 100);
        comparer.compare(primary, other, table.body(), new ExchangeTime(NOW, 0), found);
        List<String> text = new ArrayList<>();
        found.all().forEach(difference -> text.add(difference.toString()));
        return text;
    }

    private void read(String type, String text, Document into) {
        Optional<Refusal> refusal = reader.read(
                List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))), MediaType.parse(type), "", into);
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(refusal.get() + ": " + text);
        }
    }
}
