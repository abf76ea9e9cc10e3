// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What holds of the repository as a whole. */
class RepositoryTest {
    /** Made by tools, and not tracked. */
    private static final Set<String> NOT_TRACKED = Set.of(".git", "target", ".idea");

    @Test
    void a_checkout_loses_no_file_where_names_have_no_case() throws IOException {
        Path root = root();

        assertThat(paths(root)).contains("pom.xml", "mirror-core/pom.xml");
        assertThat(equalWithoutCase(paths(root))).isEmpty();
    }

    @Test
    void two_paths_that_differ_by_case_alone_are_found(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("a/Route"));
        Files.writeString(root.resolve("a/Route/Hostname.java"), "");
        Files.writeString(root.resolve("a/Route/Host.java"), "");
        Files.createDirectories(root.resolve("target"));

        List<String> paths = new ArrayList<>(paths(root));
        assertThat(equalWithoutCase(paths)).isEmpty();
        paths.add("a/route/HostName.java");

        assertThat(equalWithoutCase(paths)).containsExactly(List.of("a/Route/Hostname.java", "a/route/HostName.java"));
    }

    /** An importer gets all that the BOM manages, and what a parent of it would. */
    @Test
    void the_bom_manages_our_modules_and_nothing_else() throws Exception {
        Element bom = pom(root().resolve("mirror-bom/pom.xml"));
        Element parent = pom(root().resolve("pom.xml"));

        assertThat(bom.getElementsByTagName("parent").getLength()).isZero();
        Element managed =
                (Element) bom.getElementsByTagName("dependencyManagement").item(0);
        assertThat(bom.getElementsByTagName("dependencies").getLength())
                .as("dependencies that are not managed")
                .isOne();
        assertThat(texts(managed, "groupId")).containsOnly("io.trafficmirror");
        assertThat(texts(bom, "version").get(0))
                .isEqualTo(texts(parent, "version").get(0));
        assertThat(texts(managed, "artifactId"))
                .contains("mirror-core", "mirror-config", "mirror-servlet", "mirror-jaxrs");
    }

    @Test
    void the_address_of_the_project_is_one() throws IOException {
        Pattern address = Pattern.compile("github\\.com/([A-Za-z0-9-]+/[A-Za-z0-9-]+)");
        Set<String> addresses = new TreeSet<>();
        for (String file : List.of("pom.xml", "mirror-bom/pom.xml", "mkdocs.yml")) {
            List<MatchResult> found = address.matcher(Files.readString(root().resolve(file)))
                    .results()
                    .toList();
            assertThat(found).as(file).isNotEmpty();
            found.forEach(match -> addresses.add(match.group(1)));
        }

        assertThat(addresses).hasSize(1);
    }

    private static Element pom(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement();
    }

    private static List<String> texts(Element of, String tag) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < of.getElementsByTagName(tag).getLength(); i++) {
            texts.add(of.getElementsByTagName(tag).item(i).getTextContent());
        }
        return texts;
    }

    /** Every group of paths that are one where names have no case. */
    private static List<List<String>> equalWithoutCase(List<String> paths) {
        TreeMap<String, List<String>> byName = new TreeMap<>();
        paths.forEach(path -> byName.computeIfAbsent(path.toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                .add(path));
        return byName.values().stream().filter(same -> same.size() > 1).toList();
    }

    private static List<String> paths(Path root) throws IOException {
        List<String> paths = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                Path name = directory.getFileName();
                if (name != null && NOT_TRACKED.contains(name.toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                paths.add(root.relativize(file).toString().replace('\\', '/'));
                return FileVisitResult.CONTINUE;
            }
        });
        return paths;
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve(".mvn"))) {
            directory = directory.getParent();
        }
        return directory;
    }
}
