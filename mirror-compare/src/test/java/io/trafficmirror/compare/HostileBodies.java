// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.trafficmirror.http.Headers;
import io.trafficmirror.report.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/** Makes responses by chance that are to cost a reader more than they cost who sends them. Confined to one thread. */
final class HostileBodies {
    private static final String[] TYPES = {
        "application/json",
        "application/json",
        "application/json",
        "application/problem+json;charset=utf-16",
        "application/x-ndjson",
        "text/event-stream",
        "application/x-www-form-urlencoded",
        "application/xml",
        "text/html",
        "text/plain;charset=utf-7",
        "image/png",
        "*",
        ""
    };
    private static final String[] NUMBERS = {
        "1e999999999",
        "-1e-999999999",
        "0e99999999999999999999",
        "-0",
        "9".repeat(900),
        "0." + "1".repeat(1200),
        "1E+",
        "0x10",
        "NaN"
    };
    private static final String[] LAUGHS = {
        "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;\">]><a>&d;&d;</a>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>",
        "<a>&#x1F600;&undefined;</a>",
        "<a b='1' b='2'/>"
    };

    private final SplittableRandom random;
    private final byte[][] bombs = {bomb(1 << 16), bomb(1 << 20), bomb(12 << 20)};

    HostileBodies(long seed) {
        random = new SplittableRandom(seed);
    }

    private static byte[] bomb(int bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            byte[] zeros = new byte[1 << 16];
            Arrays.fill(zeros, (byte) '[');
            for (int i = 0; i < bytes; i += zeros.length) {
                gzip.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A pair: two of a kind, or one and the same with a few bytes changed. */
    Response[] pair() {
        String type = TYPES[random.nextInt(TYPES.length)];
        // Large bombs are few, for each takes milliseconds.
        int kind = random.nextInt(200) == 0 ? 0 : 1 + random.nextInt(9);
        byte[] here = body(kind);
        byte[] there = random.nextBoolean() ? body(kind) : changed(here);
        return new Response[] {response(kind, type, here), response(kind, type, there)};
    }

    private static Response response(int kind, String type, byte[] body) {
        Headers.Builder fields = Headers.builder(2).add("Content-Type", kind == 9 ? "application/xml" : type);
        if (kind == 0) {
            fields.add("Content-Encoding", "gzip");
        }
        return Responses.of(200, fields.build(), body, 1_000_000);
    }

    private byte[] body(int kind) {
        int n = random.nextInt(random.nextInt(50) == 0 ? 3000 : 60);
        return switch (kind) {
            case 0 -> bombs[random.nextInt(random.nextInt(20) == 0 ? 3 : 2)];
            case 1 -> bytes("[".repeat(n) + (random.nextBoolean() ? "]".repeat(n) : ""));
            case 2 -> bytes("{\"a\":".repeat(n) + "1" + "}".repeat(n));
            case 3 -> bytes(members(n, true));
            case 4 -> bytes(members(n, false));
            case 5 ->
                bytes("[" + NUMBERS[random.nextInt(NUMBERS.length)] + "," + NUMBERS[random.nextInt(NUMBERS.length)]
                        + "]");
            case 6 -> changed(bytes(members(n, true)));
            case 7 -> bytes("[\"" + "\\ud800\\u0000\\\"".repeat(n) + "\"]");
            case 8 -> bytes(elements(n));
            default ->
                bytes(
                        random.nextBoolean()
                                ? LAUGHS[random.nextInt(LAUGHS.length)]
                                : "<a b=\"1\">".repeat(n) + "</a>".repeat(n));
        };
    }

    private String members(int n, boolean distinct) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < n; i++) {
            String name = distinct ? Integer.toString(random.nextInt(1 << 20), 36) : "a";
            json.append(i == 0 ? "\"" : ",\"").append(name).append("\":").append(random.nextInt(9));
        }
        return json.append('}').toString();
    }

    private String elements(int n) {
        StringBuilder json = new StringBuilder("[0");
        for (int i = 0; i < n; i++) {
            json.append(",{\"id\":").append(random.nextInt(n)).append('}');
        }
        return json.append(']').toString();
    }

    private byte[] changed(byte[] body) {
        byte[] other = body.clone();
        for (int i = other.length == 0 ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            other[random.nextInt(other.length)] = (byte) random.nextInt(256);
        }
        return other;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
