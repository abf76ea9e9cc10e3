// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks a folder of artefacts by the published requirements of Maven Central: coordinates, the poms' metadata, sources and Javadoc beside
 * each jar, checksums and signatures beside each file. Ends with 1 and a line for each thing that is wrong.
 */
final class BundleCheck {
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Element> poms = new HashMap<>();
    private final String version;

    private BundleCheck(String version) {
        this.version = version;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("usage: java BundleCheck.java FOLDER VERSION");
            System.exit(2);
        }
        BundleCheck check = new BundleCheck(arguments[1]);
        Path root = Path.of(arguments[0]);
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(".pom")).sorted().toList();
        }
        for (Path pom : files) {
            Element project = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(pom.toFile())
                    .getDocumentElement();
            check.poms.put(text(project, "artifactId"), project);
        }
        for (Path pom : files) {
            check.artifact(root, pom);
        }
        if (files.isEmpty()) {
            check.wrong.add("no pom in " + root);
        }
        check.wrong.forEach(line -> System.err.println("bundle: " + line));
        if (!check.wrong.isEmpty()) {
            System.exit(1);
        }
        System.out.println("bundle: " + files.size() + " modules have what Maven Central asks for");
    }

    private void artifact(Path root, Path pom) throws Exception {
        Element project = poms.get(pom.getParent().getParent().getFileName().toString());
        String name = pom.getFileName().toString().replaceFirst("\\.pom$", "");
        if (project == null) {
            wrong.add(pom + ": the folder has another name than the artefact");
            return;
        }
        String artifact = text(project, "artifactId");
        String group = inherited(project, "groupId");
        if (!name.equals(artifact + "-" + version)
                || !pom.getParent().equals(root.resolve(group.replace('.', '/')).resolve(artifact).resolve(version))) {
            wrong.add(pom + ": does not stand where " + group + ":" + artifact + ":" + version + " belongs");
        }
        for (String field : List.of("name", "description")) {
            check(!text(project, field).isBlank(), name, "has no " + field);
        }
        for (String field : List.of(
                "url",
                "licenses/license/name",
                "licenses/license/url",
                "developers/developer/name",
                "scm/connection",
                "scm/developerConnection",
                "scm/url")) {
            check(!inherited(project, field).isBlank(), name, "has no " + field);
        }
        check(!Files.readString(pom).contains("-SNAPSHOT"), name, "names a snapshot");
        check(child(project, "repositories") == null, name, "names repositories");
        if (!text(project, "packaging").equals("pom")) {
            for (String kind : List.of("", "-sources", "-javadoc")) {
                jar(pom.resolveSibling(name + kind + ".jar"), kind);
            }
            check(Files.exists(pom.resolveSibling(name + "-cyclonedx.json")), name, "has no bill of materials");
        }
        try (Stream<Path> beside = Files.list(pom.getParent())) {
            for (Path file : beside.sorted().toList()) {
                if (!file.toString().matches(".*\\.(asc|md5|sha1|sha256|sha512)$")) {
                    sum(file, "MD5", ".md5");
                    sum(file, "SHA-1", ".sha1");
                    check(Files.exists(Path.of(file + ".asc")), file.getFileName().toString(), "is not signed");
                }
            }
        }
    }

    private void jar(Path jar, String kind) throws IOException {
        String name = jar.getFileName().toString();
        if (!Files.exists(jar)) {
            wrong.add(name + ": is missing");
            return;
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            String end = kind.isEmpty() ? ".class" : kind.equals("-sources") ? ".java" : "index.html";
            check(file.stream().anyMatch(entry -> entry.getName().endsWith(end)), name, "holds no " + end);
        }
    }

    private void sum(Path file, String algorithm, String end) throws Exception {
        Path sum = Path.of(file + end);
        byte[] digest = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
        boolean right = Files.exists(sum)
                && Files.readString(sum).strip().startsWith(HexFormat.of().formatHex(digest));
        check(right, file.getFileName().toString(), "has no right " + algorithm);
    }

    private void check(boolean holds, String name, String message) {
        if (!holds) {
            wrong.add(name + ": " + message);
        }
    }

    /** The text at a path of names, of this pom or, where it has none, of its parent. */
    private String inherited(Element project, String path) {
        String own = text(project, path);
        Element parent = child(project, "parent");
        return own.isBlank() && parent != null && poms.containsKey(text(parent, "artifactId"))
                ? inherited(poms.get(text(parent, "artifactId")), path)
                : own;
    }

    private static String text(Element of, String path) {
        Element at = of;
        for (String name : path.split("/")) {
            at = at == null ? null : child(at, name);
        }
        return at == null ? "" : at.getTextContent().strip();
    }

    private static Element child(Element of, String name) {
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }
}
