// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The text of one source. Immutable.
 *
 * @param name what messages call it: the path as it was given
 * @param text without a byte order mark
 */
record SourceText(String name, String text) {
    private static final int MAX_BYTES = YamlDocuments.MAX_LENGTH;

    /** Takes the byte order mark off. */
    SourceText {
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The texts of files, and of the manifests in directories by name. What can't be read becomes an error. */
    static List<SourceText> of(List<Path> paths, Problems problems) {
        List<SourceText> texts = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path, problems)) {
                read(file, texts, problems);
            }
        }
        return texts;
    }

    private static List<Path> files(Path path, Problems problems) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(SourceText::isManifest).sorted().toList();
            if (files.isEmpty()) {
                problems.error(unreadable(path, "must hold files *.yaml or *.yml, was a directory without any"));
            }
            return files;
        } catch (IOException e) {
            problems.error(unreadable(path, "must be readable: " + e.getMessage()));
            return List.of();
        }
    }

    private static boolean isManifest(Path path) {
        String name = path.getFileName().toString();
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".") && !Files.isDirectory(path);
    }

    private static void read(Path file, List<SourceText> texts, Problems problems) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                problems.error(unreadable(file, "must have at most " + MAX_BYTES + " bytes, has more"));
                return;
            }
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            texts.add(new SourceText(file.toString(), text));
        } catch (NoSuchFileException e) {
            problems.error(unreadable(file, "must be a file or a directory, was nothing there"));
        } catch (CharacterCodingException e) {
            problems.error(unreadable(file, "must be YAML: not UTF-8"));
        } catch (IOException e) {
            problems.error(unreadable(file, "must be readable: " + e.getMessage()));
        }
    }

    private static Problem unreadable(Path path, String message) {
        return new Problem(path.toString(), 0, 0, "", message);
    }
}
