// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks all Markdown pages of a folder: every relative link leads to a file that is there and to a heading that it has, and no line of
 * prose is longer than 160 characters (rows of tables, code and what is generated are left alone). Ends with 1 and a line for each fault.
 */
final class LinkCheck {
    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final int LONGEST = 160;

    private final Map<Path, Set<String>> anchors = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private int links;

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length == 0 ? "." : arguments[0]).toAbsolutePath().normalize();
        List<Path> pages;
        try (Stream<Path> files = Files.walk(root)) {
            pages = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !root.relativize(file).toString().matches("(.*/)?(target|node_modules|\\.git)/.*"))
                    .sorted()
                    .toList();
        }
        LinkCheck check = new LinkCheck();
        for (Path page : pages) {
            check.page(root, page);
        }
        check.faults.forEach(System.err::println);
        if (pages.isEmpty() || check.links == 0 || !check.faults.isEmpty()) {
            System.exit(1);
        }
        System.out.printf("docs: %d pages, %d links lead somewhere%n", pages.size(), check.links);
    }

    private void page(Path root, Path page) throws IOException {
        boolean code = false;
        boolean generated = false;
        int number = 0;
        for (String line : Files.readAllLines(page)) {
            number++;
            generated = line.startsWith("<!-- generated") || (generated && !line.startsWith("<!-- end"));
            String place = root.relativize(page) + ":" + number + ": ";
            if (line.stripLeading().startsWith("```")) {
                code = !code;
            } else if (!code) {
                boolean prose = !generated && !line.startsWith("|") && !line.startsWith("    ");
                if (prose && line.codePointCount(0, line.length()) > LONGEST) {
                    faults.add(place + "longer than " + LONGEST + " characters");
                }
                Matcher link = LINK.matcher(line.replaceAll("`[^`]*`", ""));
                while (link.find()) {
                    link(page, place, link.group(1));
                }
            }
        }
    }

    private void link(Path page, String place, String target) throws IOException {
        if (target.matches("[a-z]+:.*")) {
            return;
        }
        links++;
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path to = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(to)) {
            faults.add(place + "leads nowhere: " + target);
        } else if (hash >= 0 && !anchors(to).contains(target.substring(hash + 1))) {
            faults.add(place + "no such heading: " + target);
        }
    }

    /** The anchors of a page's headings, as GitHub makes them. */
    private Set<String> anchors(Path page) throws IOException {
        Set<String> known = anchors.get(page);
        if (known == null) {
            known = new HashSet<>();
            for (String line : Files.readAllLines(page)) {
                if (line.matches("#+ .*")) {
                    String text = line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT);
                    known.add(text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
                }
            }
            anchors.put(page, known);
        }
        return known;
    }
}
