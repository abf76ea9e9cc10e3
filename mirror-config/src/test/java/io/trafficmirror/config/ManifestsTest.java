// SPDX-FileCopyrightText: 2026 The Traffic Mirror authors
// SPDX-License-Identifier: Apache-2.0
package io.trafficmirror.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trafficmirror.MirrorRoute;
import io.trafficmirror.MirrorRule;
import io.trafficmirror.MirrorSpec;
import io.trafficmirror.copy.CopyEdit;
import io.trafficmirror.route.Hostname;
import io.trafficmirror.route.PathMatch;
import io.trafficmirror.route.RouteMatch;
import io.trafficmirror.targets.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestsTest {
    @TempDir
    Path directory;

    static String walkthrough() {
        try (InputStream in = ManifestsTest.class.getResourceAsStream("httpbin-mirror.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static MirrorRoute expected(String url) {
        MirrorSpec mirror = MirrorSpec.to(Target.parse(url)).withName("httpbin2");
        MirrorRule rule = new MirrorRule(
                Optional.empty(), List.of(RouteMatch.of(PathMatch.prefix("/"))), List.of("httpbin"), List.of(mirror));
        return new MirrorRoute("httpbin/httpbin-mirror", List.of(new Hostname("mirror.example")), List.of(rule));
    }

    @Test
    void the_manifest_of_the_walkthrough_loads_without_a_warning() {
        Loaded loaded = Manifests.with(BackendUrls.none()).read(walkthrough(), "httpbin-mirror.yaml");

        assertThat(loaded.routes()).containsExactly(expected("http://httpbin2.httpbin.svc:8000"));
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void settings_say_where_a_backend_listens() {
        for (String key : List.of("httpbin2", "httpbin2:8000", "httpbin/httpbin2", "httpbin/httpbin2:8000")) {
            BackendUrls urls = BackendUrls.none().with(key, "http://127.0.0.1:4711");

            assertThat(Manifests.with(urls).read(walkthrough(), "routes").routes())
                    .containsExactly(expected("http://127.0.0.1:4711"));
        }
    }

    @Test
    void of_several_urls_for_a_backend_the_one_that_says_most_is_taken() {
        BackendUrls urls = BackendUrls.none()
                .with("httpbin2", "http://name")
                .with("httpbin2:8000", "http://port")
                .with("httpbin/httpbin2", "http://namespace")
                .with("other/httpbin2:8000", "http://other");

        assertThat(Manifests.with(urls).read(walkthrough(), "routes").routes())
                .containsExactly(expected("http://namespace"));
    }

    @Test
    void files_and_directories_are_read_in_order() throws IOException {
        Files.writeString(directory.resolve("b.yml"), walkthrough().replace("httpbin-mirror", "b"));
        Files.writeString(directory.resolve("a.yaml"), walkthrough().replace("httpbin-mirror", "a"));
        Files.writeString(directory.resolve("notes.txt"), "no manifest");
        Path single = Files.writeString(
                directory.resolve("single"),
                walkthrough().replace("httpbin-mirror", "one") + "\n---\n"
                        + walkthrough().replace("httpbin-mirror", "two"));

        assertThat(Manifests.load(single, directory))
                .extracting(MirrorRoute::name)
                .containsExactly("httpbin/one", "httpbin/two", "httpbin/a", "httpbin/b");
    }

    @Test
    void a_namespace_is_the_reference_s_or_the_route_s_or_default() {
        String text = walkthrough().replace("  namespace: httpbin\n", "");
        assertThat(Manifests.load(text, "routes")
                        .get(0)
                        .rules()
                        .get(0)
                        .mirrors()
                        .get(0)
                        .target())
                .hasToString("http://httpbin2.default.svc:8000");
        String foreign = walkthrough().replace("name: httpbin2", "name: httpbin2\n          namespace: shadows");
        assertThat(Manifests.load(foreign, "routes")
                        .get(0)
                        .rules()
                        .get(0)
                        .mirrors()
                        .get(0)
                        .target())
                .hasToString("http://httpbin2.shadows.svc:8000");
    }

    @Test
    void a_prefix_is_replaced_also_in_a_rule_without_matches_which_means_the_prefix_of_all() {
        String text = walkthrough()
                .replaceAll("(?s)  - matches:.*?filters:\n", "  - filters:\n")
                .replace("filters:\n", """
                        filters:
                            - type: URLRewrite
                              urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /v2}}
                        """);

        assertThat(Manifests.load(text, "routes")
                        .get(0)
                        .rules()
                        .get(0)
                        .mirrors()
                        .get(0)
                        .copy()
                        .edits())
                .containsExactly(new CopyEdit.PrefixRewrite("/", "/v2"));
    }

    @Test
    void routes_come_by_creation_time_then_by_name_and_those_without_last_in_order() {
        String[][] routes = {
            {"z", "null"},
            {"young", "2026-02-01T00:00:00Z"},
            {"y", "2026-01-01T01:00:00+01:00"},
            {"x", "2026-01-01T00:00:00Z"},
            {"a", "null"},
            {"old", "2025-12-31T23:59:59Z"}
        };
        StringBuilder text = new StringBuilder();
        for (String[] route : routes) {
            text.append(walkthrough()
                            .replace(
                                    "name: httpbin-mirror", "name: " + route[0] + "\n  creationTimestamp: " + route[1]))
                    .append("\n---\n");
        }

        assertThat(Manifests.load(text.toString(), "routes"))
                .extracting(MirrorRoute::name)
                .containsExactly("httpbin/old", "httpbin/x", "httpbin/y", "httpbin/young", "httpbin/z", "httpbin/a");
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> Manifests.load(directory.resolve("none.yaml")))
                .isInstanceOf(ManifestException.class)
                .hasMessage(directory.resolve("none.yaml") + ": must be a file or a directory, was nothing there");
    }
}
