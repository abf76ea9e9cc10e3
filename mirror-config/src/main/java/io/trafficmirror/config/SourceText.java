// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The text of one source. Immutable.
 *
 * @param name what messages call it: the path as it was given
 * @param text without a byte order mark
 */
record SourceText(String name, String text) {
    private static final int MAX_BYTES = YamlDocuments.MAX_LENGTH;

    /** The link of a mounted config map through which all of its files are reached. */
    private static final String DATA = "..data";

    /** Takes the byte order mark off. */
    SourceText {
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** The texts of files, and of the manifests in directories by name. What can't be read becomes an error. */
    static List<SourceText> of(List<Path> paths, Problems problems) {
        List<SourceText> texts = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                readAll(path, texts, problems);
            } else {
                read(path, path, texts, problems);
            }
        }
        return texts;
    }

    /**
     * A directory may be a link, or hold links through one ({@code ..data} of a config map), that somebody swaps while it is read. Each
     * such link is followed once, so that all files are of one version.
     */
    private static void readAll(Path directory, List<SourceText> texts, Problems problems) {
        try {
            Path real = directory.toRealPath();
            Optional<Path> data = followed(real.resolve(DATA));
            List<Path> names;
            try (Stream<Path> entries = Files.list(real)) {
                names = entries.filter(SourceText::isManifest)
                        .map(entry -> real.relativize(entry))
                        .sorted()
                        .toList();
            }
            if (names.isEmpty()) {
                problems.error(unreadable(directory, "must hold files *.yaml or *.yml, was a directory without any"));
            }
            for (Path name : names) {
                Path entry = real.resolve(name);
                read(directory.resolve(name), data.isPresent() ? through(entry, data.get()) : entry, texts, problems);
            }
        } catch (IOException | UncheckedIOException e) {
            problems.error(unreadable(directory, "must be readable: " + e.getMessage()));
        }
    }

    private static Optional<Path> followed(Path link) throws IOException {
        return Files.isSymbolicLink(link) ? Optional.of(link.toRealPath()) : Optional.empty();
    }

    /** What an entry stands for, where {@code data} is what its link goes through. */
    private static Path through(Path entry, Path data) throws IOException {
        if (!Files.isSymbolicLink(entry)) {
            return entry;
        }
        Path link = Files.readSymbolicLink(entry);
        return link.getNameCount() > 1 && !link.isAbsolute() && link.startsWith(DATA)
                ? data.resolve(link.subpath(1, link.getNameCount()))
                : entry;
    }

    private static boolean isManifest(Path path) {
        String name = path.getFileName().toString();
        return (name.endsWith(".yaml") || name.endsWith(".yml")) && !name.startsWith(".") && !Files.isDirectory(path);
    }

    /** {@code file} is what messages call it, {@code at} where it is read. */
    private static void read(Path file, Path at, List<SourceText> texts, Problems problems) {
        try (InputStream in = Files.newInputStream(at)) {
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
