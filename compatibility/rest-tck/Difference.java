// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Compares two runs of the TCK test by test. Run as a source file: {@code java Difference.java same|differs FOLDER MODE}, where the
 * folder holds {@code tck-none}, {@code tck-MODE} and {@code presence-MODE.properties}.
 */
final class Difference {
    private Difference() {}

    public static void main(String[] args) throws Exception {
        if (args.length != 3 || !(args[0].equals("same") || args[0].equals("differs"))) {
            System.err.println("usage: java Difference.java same|differs FOLDER MODE");
            System.exit(2);
        }
        Path folder = Path.of(args[1]);
        String mode = args[2];
        Map<String, String> with = states(folder.resolve("tck-" + mode));
        Map<String, String> without = states(folder.resolve("tck-none"));
        boolean sameExpected = args[0].equals("same");
        if (!sameExpected) {
            without.keySet().retainAll(with.keySet());
        }
        List<String> differences = differences(without, with);
        Properties presence = presence(folder.resolve("presence-" + mode + ".properties"));
        System.out.println("none:    " + summary(without));
        System.out.println(mode + ": " + summary(with));
        System.out.println("presence: " + new TreeMap<>(presence));
        differences.stream().limit(40).forEach(line -> System.out.println("  " + line));
        System.out.println(differences.size() + " tests differ");
        List<String> faults = faults(mode, with, presence, differences.isEmpty() == sameExpected, sameExpected);
        faults.forEach(fault -> System.out.println("FAULT " + fault));
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private static List<String> faults(
            String mode, Map<String, String> with, Properties presence, boolean asExpected, boolean sameExpected) {
        List<String> faults = new ArrayList<>();
        if (!asExpected) {
            faults.add(sameExpected ? "tests differ" : "no test noticed the mutant: the comparison has no teeth");
        }
        if (with.size() < 10) {
            faults.add("only " + with.size() + " tests ran");
        }
        long archives = number(presence, "archives");
        long least = mode.equals("jaxrs") ? archives - 1 : archives; // one archive has no application that starts
        if (archives == 0 || number(presence, "doors") < least) {
            faults.add("the filter or the feature was not in every archive");
        }
        if (sameExpected) {
            if (number(presence, "selected") < 1000 || number(presence, "pairs") < 500) {
                faults.add("too few requests passed the mirror");
            }
            if (number(presence, "responseBytes") == 0) {
                faults.add("no response was captured");
            }
            if (!presence.getProperty("closed", "").equals("true") || number(presence, "faults") > 0) {
                faults.add("the account did not close, or a fault was contained");
            }
        }
        return faults;
    }

    private static long number(Properties properties, String name) {
        return Long.parseLong(properties.getProperty(name, "0"));
    }

    private static Properties presence(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        return properties;
    }

    private static List<String> differences(Map<String, String> without, Map<String, String> with) {
        TreeSet<String> names = new TreeSet<>(without.keySet());
        names.addAll(with.keySet());
        List<String> lines = new ArrayList<>();
        for (String name : names) {
            String before = without.getOrDefault(name, "absent");
            String after = with.getOrDefault(name, "absent");
            if (!before.equals(after)) {
                lines.add(name + ": " + before + " -> " + after);
            }
        }
        return lines;
    }

    private static String summary(Map<String, String> states) {
        Map<String, Integer> counts = new TreeMap<>();
        states.values().forEach(state -> counts.merge(state, 1, Integer::sum));
        return states.size() + " tests " + counts;
    }

    private static Map<String, String> states(Path folder) throws Exception {
        Map<String, String> states = new TreeMap<>();
        List<Path> reports;
        try (Stream<Path> files = Files.list(folder)) {
            reports = files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml")).toList();
        }
        for (Path report : reports) {
            NodeList cases = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                states.put(test.getAttribute("classname") + "#" + test.getAttribute("name"), state(test));
            }
        }
        return states;
    }

    private static String state(Element test) {
        for (String state : List.of("failure", "error", "skipped")) {
            if (test.getElementsByTagName(state).getLength() > 0) {
                return state;
            }
        }
        return "passed";
    }
}
