// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** A document with its tag, plain and compressed. Immutable. */
final class Entity {
    private static final int WORTH_COMPRESSING = 1024;
    private static final int TAG_CHARS = 20;

    private final String contentType;
    private final byte[] plain;
    private final byte[] compressed;
    private final String tag;

    Entity(String contentType, byte[] plain) {
        this.contentType = contentType;
        this.plain = plain;
        this.compressed = plain.length < WORTH_COMPRESSING ? plain : compress(plain);
        this.tag = tagOf(plain);
    }

    private static byte[] compress(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String tagOf(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().encodeToString(hash).substring(0, TAG_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is in every Java runtime", e);
        }
    }

    String tag() {
        return tag;
    }

    int length() {
        return plain.length;
    }

    /** 304 to who has it already, else the document in the form that the client takes. It is asked about each time, and sent when it has changed. */
    ConsoleResponse answer(ConsoleRequest request) {
        boolean gzip = compressed.length < plain.length
                && request.field("Accept-Encoding").map(Entity::takesGzip).orElse(false);
        String named = '"' + tag + (gzip ? "-gz" : "") + '"';
        boolean known = request.field("If-None-Match")
                .map(tags -> Arrays.stream(tags.split(",", 16))
                        .map(String::strip)
                        .anyMatch(given -> given.equals(named) || given.equals("W/" + named) || given.equals("*")))
                .orElse(false);
        ConsoleResponse response =
                known ? ConsoleResponse.empty(304) : ConsoleResponse.of(200, contentType, gzip ? compressed : plain);
        ConsoleResponse tagged = response.with("ETag", named)
                .with("Cache-Control", "private, no-cache")
                .with("Vary", "Accept-Encoding");
        return gzip && !known ? tagged.with("Content-Encoding", "gzip") : tagged;
    }

    private static boolean takesGzip(String codings) {
        return Arrays.stream(codings.split(",", 32))
                .map(String::strip)
                .anyMatch(coding ->
                        coding.equals("gzip") || (coding.startsWith("gzip;") && !coding.matches(".*q=0(\\.0*)?")));
    }
}
