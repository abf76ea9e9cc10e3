// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.kafka.exchange;

import static io.trafficmirror.kafka.exchange.Exchanges.exchange;
import static io.trafficmirror.kafka.exchange.Exchanges.get;
import static io.trafficmirror.kafka.exchange.Exchanges.json;
import static io.trafficmirror.kafka.exchange.Exchanges.shadow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random documents with secrets at any depth, written in any of the ways that JSON allows: none is in the record, and all else is. */
class RedactionPropertyTest {
    private static final int DOCUMENTS = 3_000;
    private static final int DEEPEST = 6;
    private static final List<String> PLAIN = List.of("id", "price", "items", "note", "ä", "", "a.b", "*", "x\\\"y");
    private static final List<String> SECRET = List.of(
            "password",
            "accessToken",
            "API_KEY",
            "hidden",
            "e-mail-PHONE",
            "pass\\u0077ord",
            "\\u0068idden",
            "clientSecret");

    private final Redaction redaction = Redaction.DEFAULT.withPath("$.**.hidden");
    private final ExchangeRecordFormat format = new ExchangeRecordFormat();
    private int plains;

    private String value(Random random, int depth, boolean secret) {
        return switch (random.nextInt(depth < DEEPEST ? 6 : 3)) {
            case 0 -> scalar(random, secret);
            case 1 -> scalar(random, secret);
            case 2 -> random.nextBoolean() ? "\"user s3cret" + random.nextInt(99) + "@example.com\"" : "null";
            case 3 -> array(random, depth, secret);
            default -> object(random, depth, secret);
        };
    }

    private String scalar(Random random, boolean secret) {
        if (secret) {
            return switch (random.nextInt(4)) {
                case 0 -> "\"s3cret" + random.nextInt(1000) + "\"";
                case 1 -> "\"s3\\u0063ret" + random.nextInt(1000) + "\"";
                case 2 -> "-77770" + random.nextInt(1000) + "e3";
                default -> "77770" + random.nextInt(1000) + ".50";
            };
        }
        plains++;
        return random.nextBoolean() ? "\"plain" + random.nextInt(1000) + "\"" : "88880." + random.nextInt(1000);
    }

    private String array(Random random, int depth, boolean secret) {
        StringBuilder array = new StringBuilder("[ ");
        for (int i = random.nextInt(4); i >= 0; i--) {
            array.append(value(random, depth + 1, secret)).append(i == 0 ? "" : " ,\n");
        }
        return array.append(']').toString();
    }

    private String object(Random random, int depth, boolean secret) {
        StringBuilder object = new StringBuilder("{");
        for (int i = random.nextInt(4); i >= 0; i--) {
            boolean more = random.nextInt(4) == 0;
            List<String> names = more ? SECRET : PLAIN;
            object.append('"')
                    .append(names.get(random.nextInt(names.size())))
                    .append("\": ")
                    .append(value(random, depth + 1, secret || more))
                    .append(i == 0 ? "" : ",");
        }
        return object.append('}').toString();
    }

    @Test
    void no_secret_is_in_the_record_and_all_else_is() throws IOException {
        Random random = new Random(20);
        int redacted = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            plains = 0;
            String document = object(random, 0, false);
            int kept = plains;
            String other = object(random, 0, false);
            byte[] record = format.write(new ExchangeRecord(
                    "c", "i", 0, redaction.of(exchange(get("/"), json(document), shadow(json(other))))));
            assertThat(new String(record, StandardCharsets.ISO_8859_1))
                    .as(document)
                    .doesNotContain("s3", "7777");
            String body = Exchanges.text(format.read(record).exchange().primary());
            assertThat(body.split("plain|88880", -1)).as(document).hasSize(kept + 1);
            redacted += body.contains("REDACTED") ? 1 : 0;
            try (JsonParser parser = new JsonFactory().createParser(body)) {
                while (parser.nextToken() != null) {
                    assertThat(parser.currentToken()).isNotNull();
                }
            }
        }
        assertThat(redacted).isGreaterThan(DOCUMENTS / 4);
    }
}
