// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The conformance requests of the Gateway API, through manifests and {@code explain --stdin-json}. */
class ConformanceTest {
    @TempDir
    Path directory;

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    private static Object json(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }

    /** The entries that need nothing that only a gateway has. */
    static Stream<Map<String, Object>> entries() throws IOException {
        try (InputStream in = ConformanceTest.class.getResourceAsStream("/gateway-api-cases.json")) {
            return list(json(new String(in.readAllBytes(), UTF_8))).stream()
                    .map(ConformanceTest::map)
                    .filter(e -> !e.containsKey("needs") || e.get("needs").equals(List.of("backendRefFilters")));
        }
    }

    @Test
    void no_entry_was_lost_on_the_way() throws IOException {
        assertThat(entries()
                        .mapToInt(entry -> list(entry.get("requests")).size())
                        .sum())
                .isEqualTo(69);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_manifest_as_yaml_means_what_a_gateway_must_make_of_it(Map<String, Object> entry) throws IOException {
        Dump yaml = new Dump(DumpSettings.builder().setExplicitStart(true).build());
        check(entry, routes(entry, false).stream().map(yaml::dumpToString).collect(Collectors.joining()));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_manifest_as_json_means_what_a_gateway_must_make_of_it(Map<String, Object> entry) throws IOException {
        check(entry, routes(entry, false).stream().map(JsonWriter::write).collect(Collectors.joining("\n---\n")));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void a_mirror_behind_the_filters_of_every_rule_sends_what_the_backend_would_see(Map<String, Object> entry)
            throws IOException {
        List<Map<String, Object>> requests =
                list(entry.get("requests")).stream().map(ConformanceTest::map).toList();
        List<Map<String, Object>> answers = explain(
                routes(entry, true).stream().map(JsonWriter::write).collect(Collectors.joining("\n---\n")), requests);
        for (int i = 0; i < requests.size(); i++) {
            List<Object> mirrors = list(answers.get(i).get("mirrors"));
            if (map(requests.get(i).get("expect")).get("backend") != null) {
                seenByBackend(requests.get(i), map(mirrors.get(mirrors.size() - 1)));
            }
        }
    }

    /** The copy has the path, the host and the fields that the case expects at the primary. */
    private static void seenByBackend(Map<String, Object> request, Map<String, Object> copy) {
        Map<String, Object> expect = map(request.get("expect"));
        Map<String, Object> rewritten = map(expect.getOrDefault("rewritten", Map.of()));
        assertThat(copy.get("path")).isEqualTo(rewritten.getOrDefault("path", request.get("path")));
        if (rewritten.containsKey("host")) {
            assertThat(copy.get("host")).isEqualTo(rewritten.get("host"));
        }
        Map<String, String> fields = new LinkedHashMap<>();
        map(copy.get("headers"))
                .forEach((name, value) -> fields.put(
                        name.toLowerCase(Locale.ROOT),
                        value instanceof List<?> several
                                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                                : (String) value));
        map(expect.getOrDefault("headersSet", Map.of()))
                .forEach((name, value) ->
                        assertThat(fields).containsEntry(name.toLowerCase(Locale.ROOT), (String) value));
        for (Object name : list(expect.getOrDefault("headersAbsent", List.of()))) {
            assertThat(fields).doesNotContainKey(((String) name).toLowerCase(Locale.ROOT));
        }
    }

    private void check(Map<String, Object> entry, String manifest) throws IOException {
        List<Map<String, Object>> requests =
                list(entry.get("requests")).stream().map(ConformanceTest::map).toList();
        List<Map<String, Object>> answers = explain(manifest, requests);
        assertThat(answers).hasSameSizeAs(requests);
        for (int i = 0; i < requests.size(); i++) {
            Map<String, Object> expect = map(requests.get(i).get("expect"));
            Map<String, Object> answer = answers.get(i);
            if (expect.get("backend") == null) {
                assertThat(answer)
                        .as("%s", requests.get(i))
                        .containsEntry("route", null)
                        .containsEntry("rule", null)
                        .containsEntry("match", null)
                        .containsEntry("backends", List.of())
                        .containsEntry("mirrors", List.of());
                continue;
            }
            assertThat(list(answer.get("backends"))).as("%s", requests.get(i)).contains(expect.get("backend"));
            Map<String, Object> percents = map(expect.getOrDefault("mirrorPercent", Map.of()));
            List<Object> mirrors = list(answer.get("mirrors"));
            assertThat(mirrors.stream().map(m -> map(m).get("backend")))
                    .isEqualTo(list(expect.getOrDefault("mirrors", List.of())));
            for (Object mirror : mirrors) {
                String[] share = ((String) map(mirror).get("share")).split("/", -1);
                double percent = 100.0 * Integer.parseInt(share[0]) / Integer.parseInt(share[1]);
                assertThat(percent)
                        .isEqualTo(((Number) percents.getOrDefault(map(mirror).get("backend"), 100)).doubleValue());
            }
        }
    }

    private List<Map<String, Object>> explain(String manifest, List<Map<String, Object>> requests) throws IOException {
        Path file = Files.writeString(directory.resolve("routes.yaml"), manifest);
        StringBuilder lines = new StringBuilder();
        for (Map<String, Object> request : requests) {
            Map<String, Object> line = new LinkedHashMap<>(request);
            line.keySet().retainAll(List.of("host", "method", "path", "headers"));
            lines.append(JsonWriter.write(line)).append('\n');
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(
                new ByteArrayInputStream(lines.toString().getBytes(UTF_8)),
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                Map.of(),
                "explain",
                "--routes",
                file.toString(),
                "--stdin-json");
        assertThat(status).as(err.toString(UTF_8)).isZero();
        return out.toString(UTF_8).lines().map(line -> map(json(line))).toList();
    }

    private static List<Map<String, Object>> routes(Map<String, Object> entry, boolean mirrored) {
        List<Map<String, Object>> routes = new ArrayList<>();
        for (Object route : list(entry.get("routes"))) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("apiVersion", "gateway.networking.k8s.io/v1");
            document.put("kind", "HTTPRoute");
            document.put("metadata", map(route).get("metadata"));
            document.put("spec", map(route).get("spec"));
            if (mirrored) {
                list(map(map(route).get("spec")).get("rules")).forEach(rule -> mirror(map(rule)));
            }
            routes.add(document);
        }
        return routes;
    }

    private static void mirror(Map<String, Object> rule) {
        List<Object> filters = new ArrayList<>(list(rule.getOrDefault("filters", List.of())));
        filters.add(Map.of(
                "type", "RequestMirror", "requestMirror", Map.of("backendRef", Map.of("name", "shadow", "port", 80))));
        rule.put("filters", filters);
    }
}
